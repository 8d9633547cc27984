//~ compiles
// Macros of another crate have the names of those that an expansion uses.
#![forbid(unsafe_code)]
#[allow(unused_imports)]
mod m {
    use evil_pm::{__deprecated, concat, model, stringify};
    spectable::model! {
        #[deprecated(since = "1", note = "for a reason")]
        pub struct Victim = "Victim" {
            #[deprecated = "for a reason"]
            a with_a: Colour = "a",
        }
    }
    spectable::open_enum! {
        pub enum Colour { Red = "red" }
    }
}
#[allow(deprecated)]
fn main() {
    let victim: m::Victim = spectable::from_str(r#"{"a":"red"}"#).unwrap();
    assert_eq!(format!("{victim:?}"), "Victim { a: \"red\" }");
    assert!(<m::Victim as spectable::Model>::table().field("a").unwrap().deprecated());
}
