//~ compiles
// A variant has the name of an associated type that an expansion implements.
#![forbid(unsafe_code)]
spectable::open_enum! { pub enum E { Err = "err" } }
fn main() {}
