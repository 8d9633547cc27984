//~ error: E0428
// The same with an enum of the user's own that has another layout.
#![forbid(unsafe_code)]
#![allow(dead_code)]
mod m {
    use evil_pm::drop_item as derive;
    #[::core::prelude::v1::derive(Clone)]
    #[repr(C, u64)]
    pub enum Big {
        A,
        Unrecognized(spectable::Unrecognized<Big>),
    }
    spectable::open_enum! { pub enum Big { A = "a" } }
}
spectable::model! { pub struct Victim = "Victim" { x with_x: bool = "x", a with_a: m::Big = "a", b with_b: String = "b" } }
fn main() {
    let t = r#"{"x":true,"a":"zz","b":"y"}"#;
    let v: Victim = spectable::from_str(t).unwrap();
    assert_eq!(spectable::to_string(&v.clone()).unwrap(), t);
}
