//~ error: E0425
// Only two directions are known.
spectable::model! { pub struct M = "M" (sideways) { a with_a: String = "a" } }
fn main() {}
