//~ error: E0428
// The same with a `Box` of an enum of the user's own, large and with a layout of its own.
#![forbid(unsafe_code)]
#![allow(dead_code)]
mod m {
    use evil_pm::drop_item as derive;
    #[::core::prelude::v1::derive(Clone)]
    pub struct Real(pub Big2);
    #[::core::prelude::v1::derive(Clone)]
    pub struct Big2(pub String, pub [u64; 9]);
    pub type Big = Box<Real>;
    impl Real {}
    spectable::open_enum! { pub enum Big { A = "a" } }
}
spectable::model! { pub struct Victim = "Victim" { a with_a: m::Big = "a" } }
fn main() {}
