//~ error: no rules expected
// Variants with data, discriminants or attributes.
#![forbid(unsafe_code)]
spectable::open_enum! {
    pub enum Colour { Red(u8) = "red" }
}
fn main() {}
