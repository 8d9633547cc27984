//~ error: mismatched types
// A text among integers.
spectable::integer_enum! { pub enum E { A = 1, B = "2" } }
fn main() {}
