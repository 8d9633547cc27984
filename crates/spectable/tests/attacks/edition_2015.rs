//~ edition 2015
//~ compiles
// The expansion has the edition of its own crate, the tokens of the user have that of the 2015 edition.
#![forbid(unsafe_code)]
#![allow(dead_code, bare_trait_objects)]
extern crate spectable;
mod core {}
mod std_names {}
spectable::model! {
    #[deprecated(note = "for a reason")]
    pub struct Victim = "Victim" {
        async with_first: String = "first",
        dyn with_second: Box<Victim> = "second",
        colour with_colour: Colour = "colour",
    }
}
spectable::open_enum! {
    pub enum Colour { await = "red" }
}
#[allow(deprecated)]
fn main() {
    let text = r#"{"first":"x","second":{"first":"y"},"colour":"red"}"#;
    let victim: Victim = spectable::from_str(text).unwrap();
    assert_eq!(spectable::to_string(&victim.clone()).unwrap(), text);
}
