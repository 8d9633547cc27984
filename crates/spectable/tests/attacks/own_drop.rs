//~ compiles
// A model has a `Drop` of the user's, which changes the model, makes others, and panics at times.
#![forbid(unsafe_code)]
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicIsize, AtomicUsize, Ordering::Relaxed};

use spectable::Model as _;

static UNTIL_PANIC: AtomicIsize = AtomicIsize::new(isize::MAX);
static DROPPED: AtomicUsize = AtomicUsize::new(0);
spectable::model! {
    pub struct Victim = "Victim" {
        a with_a: String = "a",
        b with_b: Box<Victim> = "b",
        c with_c: Vec<Victim> = "c",
    }
}
impl Drop for Victim {
    fn drop(&mut self) {
        DROPPED.fetch_add(1, Relaxed);
        if self.a.as_deref() == Some("again") {
            let text = spectable::to_string(self).unwrap();
            self.a = None;
            let mut other: Victim = spectable::from_str(&text).unwrap();
            other.a = self.a.take();
            self.b = Some(Box::default());
            std::mem::swap(self, &mut other);
        }
        if UNTIL_PANIC.fetch_sub(1, Relaxed) == 0 && !std::thread::panicking() {
            panic!("dropped");
        }
    }
}
fn main() {
    std::panic::set_hook(Box::new(|_| {}));
    let text = r#"{"a":"again","b":{"a":"x","b":{"a":"again"}},"c":[{"a":"y"},{"a":"again"}]}"#;
    for turn in 0..40 {
        UNTIL_PANIC.store(turn, Relaxed);
        let _ = catch_unwind(|| {
            let mut victim: Victim = spectable::from_str(text).unwrap();
            let mut copy = victim.clone();
            assert!(victim == copy);
            for name in ["b", "c", "a"] {
                copy.set_null(name).unwrap();
                victim.clone_from(&copy);
            }
        });
        UNTIL_PANIC.store(isize::MAX, Relaxed);
        let mut survivor: Victim = spectable::from_str(text).unwrap();
        UNTIL_PANIC.store(turn, Relaxed);
        let cleared = catch_unwind(AssertUnwindSafe(|| survivor.set_null("b").unwrap()));
        UNTIL_PANIC.store(isize::MAX, Relaxed);
        assert!(survivor.b.is_none(), "the slot is empty, also where a drop panics");
        assert_eq!(cleared.is_ok(), survivor.is_null("b"));
        let _ = spectable::to_string(&survivor).unwrap();
    }
    assert!(DROPPED.load(Relaxed) > 500);
}
