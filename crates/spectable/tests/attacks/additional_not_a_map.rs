//~ error: the row of additional properties is a map
spectable::model! { pub struct M = "M" { a with_a: Vec<String> = "a" (additional) } }
fn main() {}
