//~ compiles
// Hashers and formatters panic or fail at every step.
#![forbid(unsafe_code)]
use std::fmt::{self, Write};
use std::hash::{Hash, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind};

spectable::model! {
    pub struct Victim = "Victim" {
        a with_a: Colour = "a",
        b with_b: Vec<Colour> = "b",
        c with_c: Box<Victim> = "c",
    }
}
spectable::open_enum! {
    pub enum Colour { Red = "red" }
}
struct Bad(usize);
impl Hasher for Bad {
    fn finish(&self) -> u64 {
        0
    }
    fn write(&mut self, _: &[u8]) {
        self.0 = self.0.checked_sub(1).expect("a panic of the hasher's");
    }
}
struct Sink(usize, bool);
impl Write for Sink {
    fn write_str(&mut self, _: &str) -> fmt::Result {
        if self.0 == 0 {
            assert!(!self.1, "a panic of the formatter's");
            return Err(fmt::Error);
        }
        self.0 -= 1;
        Ok(())
    }
}
fn main() {
    std::panic::set_hook(Box::new(|_| {}));
    let text = r#"{"a":"red","b":["green","red"],"c":{"a":"blue"},"d":1}"#;
    let victim: Victim = spectable::from_str(text).unwrap();
    let mut failed = 0;
    for steps in 0..60 {
        for panics in [false, true] {
            let sink = AssertUnwindSafe(Sink(steps, panics));
            let written = catch_unwind(|| {
                let mut sink = sink;
                write!(sink.0, "{victim:#?} {:?} {}", victim.a, victim.a.as_ref().unwrap())
            });
            failed += usize::from(!matches!(written, Ok(Ok(()))));
        }
        let hashed = catch_unwind(|| victim.b.hash(&mut Bad(steps)));
        assert!(hashed.is_ok() || steps < 10, "{steps}");
        assert!(hashed.is_err() || steps > 1, "{steps}");
    }
    let _ = std::panic::take_hook();
    assert!(failed > 20, "{failed}");
    assert_eq!(spectable::to_string(&victim.clone()).unwrap(), text);
}
