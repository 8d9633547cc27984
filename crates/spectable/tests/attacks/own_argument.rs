//~ compiles
// What a setter takes panics where it should turn into the value. The model is gone then, and nothing of it is left half made.
#![forbid(unsafe_code)]
use std::panic::catch_unwind;

struct Bad;
impl From<Bad> for String {
    fn from(_: Bad) -> Self {
        panic!("no text")
    }
}
struct Worse;
impl spectable::Argument<i64> for Worse {
    fn into_property(self) -> i64 {
        panic!("no number")
    }
}
spectable::model! {
    pub struct Victim = "Victim" {
        a with_a: String = "a",
        b with_b: i64 = "b",
        c with_c: Box<Victim> = "c",
    }
}
fn main() {
    std::panic::set_hook(Box::new(|_| {}));
    let whole = || Victim::default().with_a("x").with_b(1).with_c(Victim::default().with_a("y"));
    assert!(catch_unwind(|| whole().with_a(Bad)).is_err());
    assert!(catch_unwind(|| whole().with_b(Worse)).is_err());
    assert_eq!(spectable::to_string(&whole()).unwrap(), r#"{"a":"x","b":1,"c":{"a":"y"}}"#);
}
