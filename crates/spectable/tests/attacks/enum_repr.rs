//~ error: no rules expected
// An enum with another layout.
#![forbid(unsafe_code)]
spectable::open_enum! {
    #[repr(align(64))]
    pub enum Colour { Red = "red" }
}
fn main() {}
