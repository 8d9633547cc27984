//~ error: E0428
// A variant that has the name of the one that every open enum has.
#![forbid(unsafe_code)]
spectable::open_enum! { pub enum E { Unrecognized = "u" } }
fn main() {}
