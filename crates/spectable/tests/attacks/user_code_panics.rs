//~ compiles
// An open enum by hand, aligned to more than a model, whose functions and whose `Drop` panic at every turn. What is left is a valid model.
#![forbid(unsafe_code)]
use spectable::{Element, Model, OpenEnum};
use std::panic::{AssertUnwindSafe as A, catch_unwind};
use std::sync::atomic::{AtomicIsize, Ordering::Relaxed};
static LEFT: AtomicIsize = AtomicIsize::new(isize::MAX);
fn tick() {
    if LEFT.fetch_sub(1, Relaxed) == 0 {
        panic!("tick")
    }
}
#[repr(align(128))]
struct L(String);
impl Clone for L {
    fn clone(&self) -> Self {
        tick();
        L(self.0.clone())
    }
}
impl Drop for L {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            tick()
        }
    }
}
impl AsRef<str> for L {
    fn as_ref(&self) -> &str {
        tick();
        &self.0
    }
}
impl OpenEnum for L {
    const IDENTS: &'static str = "";
    const VALUES: &'static [&'static str] = &["a", "b"];
    fn from_text(t: &str) -> Self {
        tick();
        L(t.to_owned())
    }
}
impl Element for L {
    type Shape = spectable::__EnumShape;
}
spectable::model! { pub struct Victim = "Victim" {
a with_a: Vec<L> = "a", b with_b: std::collections::BTreeMap<String, Vec<L>> = "b", c with_c: Box<Victim> = "c", d with_d: String = "d" } }
fn main() {
    std::panic::set_hook(Box::new(|_| {}));
    let text = r#"{"a":["x","y"],"b":{"k":["z"]},"c":{"a":["w"],"d":"s"},"d":"t"}"#;
    let mut n = 0;
    loop {
        LEFT.store(n, Relaxed);
        let done = catch_unwind(|| {
            let v: Victim = spectable::from_str(text).unwrap();
            let mut w = v.clone();
            let same = v == w;
            let s = spectable::to_string(&w).unwrap();
            let value = spectable::to_value(&w).unwrap();
            let u: Victim = spectable::from_value(value).unwrap();
            let d = format!("{u:?}");
            for k in ["a", "b", "c", "d"] {
                w.set_null(k).unwrap();
            }
            (same, s, d.len())
        });
        let survivor = A(std::cell::RefCell::new(None::<Victim>));
        LEFT.store(isize::MAX, Relaxed);
        let v: Victim = spectable::from_str(text).unwrap();
        *survivor.borrow_mut() = Some(v);
        LEFT.store(n, Relaxed);
        let _ = catch_unwind(A(|| {
            let mut v = survivor.borrow_mut();
            let v = v.as_mut().unwrap();
            for k in ["c", "b", "a", "d"] {
                v.set_null(k).unwrap();
            }
        }));
        LEFT.store(isize::MAX, Relaxed);
        let _ = survivor.try_borrow().map(|v| v.as_ref().map(|v| spectable::to_string(v).unwrap()));
        if let Ok((same, s, _)) = done {
            assert!(same);
            assert_eq!(s, text);
            break;
        }
        n += 1;
    }
    assert!(n > 30, "{n} turns");
}
