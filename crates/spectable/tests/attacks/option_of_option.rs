//~ error: cannot be an item of a list or map
// An item that may be null in two ways: both would be read as one.
spectable::model! { pub struct M = "M" { a with_a: Vec<Option<Option<String>>> = "a" } }
fn main() {}
