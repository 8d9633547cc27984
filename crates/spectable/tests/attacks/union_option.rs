//~ error: cannot be an item of a list or map
// An alternative that may be nothing: null is no alternative.
spectable::union! { pub enum U { A as_a: Option<String> } }
fn main() {}
