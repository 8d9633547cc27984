//~ compiles
// A derive of another crate is called `Clone`, and an attribute is called as one that derives use.
#![forbid(unsafe_code)]
#[allow(unused_imports)]
mod m {
    use evil_pm::{Clone, automatically_derived};
    spectable::open_enum! {
        #[deprecated]
        pub enum Colour { Red = "red" }
    }
    spectable::model! {
        /// Documented.
        pub struct Victim = "Victim" {
            a with_a: Colour = "a",
        }
    }
}
fn main() {
    let victim: m::Victim = spectable::from_str(r#"{"a":"green"}"#).unwrap();
    assert_eq!(victim.a.clone().unwrap().as_str(), "green");
}
