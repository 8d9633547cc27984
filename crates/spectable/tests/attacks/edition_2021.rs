//~ edition 2021
//~ compiles
// The expansion has the edition of its own crate, the tokens of the user have that of the 2021 edition.
#![forbid(unsafe_code)]
#![allow(dead_code, bare_trait_objects)]
extern crate spectable;
mod core {}
mod std_names {}
spectable::model! {
    #[deprecated(note = "for a reason")]
    pub struct Victim = "Victim" {
        gen with_first: String = "first",
        b with_second: Box<Victim> = "second",
        colour with_colour: Colour = "colour",
    }
}
spectable::open_enum! {
    pub enum Colour { gen = "red" }
}
#[allow(deprecated)]
fn main() {
    let text = r#"{"first":"x","second":{"first":"y"},"colour":"red"}"#;
    let victim: Victim = spectable::from_str(text).unwrap();
    assert_eq!(spectable::to_string(&victim.clone()).unwrap(), text);
}
