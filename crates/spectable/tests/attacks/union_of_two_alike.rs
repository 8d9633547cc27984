//~ error: E0119
// Two alternatives are of one type: nothing would say which of them `From` makes.
spectable::union! { pub enum U { A as_a: String, B as_b: String } }
fn main() {}
