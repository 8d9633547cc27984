//~ error: E0425
// Two directions and `tolerant` are known.
spectable::model! { pub struct M = "M" (sideways) { a with_a: String = "a" } }
fn main() {}
