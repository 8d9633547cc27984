//~ error: E0308
// Names are texts. Other literals do not fit where the expansion uses them.
#![forbid(unsafe_code)]
spectable::model! { pub struct V = 5 { i with_i: i64 = b"i", j with_j: i64 = "j" (documented 5) } }
fn main() {}
