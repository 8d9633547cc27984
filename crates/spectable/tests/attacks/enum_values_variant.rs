//~ compiles
// A variant has the name of an associated constant of the enum, which the expansion uses by way of the trait alone.
#![forbid(unsafe_code)]
spectable::open_enum! { pub enum E { VALUES = "values" } }
fn main() {}
