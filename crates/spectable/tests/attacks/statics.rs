//~ compiles
// Models in statics, in thread locals, in constants and in a panic hook, and first used while other things are being made.
#![forbid(unsafe_code)]
use std::cell::RefCell;
use std::sync::{LazyLock, Mutex, OnceLock};

use spectable::Model as _;

static LAZY: LazyLock<Mutex<Outer>> = LazyLock::new(|| {
    let outer: Outer = spectable::from_str(r#"{"inner":{"x":"1"}}"#).unwrap();
    Mutex::new(outer.clone())
});
static NAMES: OnceLock<Vec<String>> = OnceLock::new();
thread_local! {
    static LOCAL: RefCell<Outer> = RefCell::new(LAZY.lock().unwrap().clone());
}
const MAKE: fn() -> Box<dyn std::any::Any> = const {
    spectable::model! {
        pub struct InConst = "InConst" {
            a with_a: String = "a",
        }
    }
    || Box::new(InConst::default().with_a("x"))
};
spectable::model! {
    pub struct Outer = "Outer" {
        inner with_inner: Box<Inner> = "inner",
    }
}
spectable::model! {
    pub struct Inner = "Inner" {
        x with_x: String = "x",
    }
}
fn main() {
    std::panic::set_hook(Box::new(|_| {
        let _ = spectable::from_str::<Late>(r#"{"late":"y"}"#).unwrap().clone();
    }));
    spectable::model! {
        pub struct Late = "Late" {
            late with_late: String = "late",
        }
    }
    assert!(std::panic::catch_unwind(|| panic!()).is_err());
    let _ = MAKE();
    let threads: Vec<_> = (0..8)
        .map(|index| {
            std::thread::spawn(move || {
                LOCAL.with_borrow_mut(|outer| {
                    outer.inner.get_or_insert_default().x = Some(index.to_string());
                    LAZY.lock().unwrap().clone_from(outer);
                });
                let names = || Outer::table().fields().map(|field| field.wire_name().to_owned()).collect();
                assert_eq!(NAMES.get_or_init(names), &["inner"]);
            })
        })
        .collect();
    threads.into_iter().for_each(|thread| thread.join().unwrap());
    let x = LAZY.lock().unwrap().inner.as_ref().unwrap().x.clone().unwrap();
    assert!(x.parse::<u8>().unwrap() < 8);
}
