//~ error: an `Option` cannot be an alternative of a union
// An alternative that may be nothing: null is no alternative.
spectable::union! { pub enum U { A as_a: Option<String> } }
fn main() {}
