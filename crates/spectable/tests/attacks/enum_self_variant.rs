//~ error: expected identifier
// A variant that is called `Self`.
#![forbid(unsafe_code)]
spectable::open_enum! {
    pub enum Colour { Self = "self" }
}
fn main() {}
