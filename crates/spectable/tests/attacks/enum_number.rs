//~ error: E0308
// The values of an open enum are texts. Other literals do not fit where the expansion uses them.
#![forbid(unsafe_code)]
spectable::open_enum! { pub enum E { A = 1, B = -1, C = b"x" } }
fn main() {}
