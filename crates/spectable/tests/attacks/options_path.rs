//~ error: E0433
// Words that lead out of the module of options are refused as paths.
#![forbid(unsafe_code)]
spectable::model! { pub struct V = "V" { i with_i: i64 = "i" (super), j with_j: i64 = "j" (mine) } }
fn main() {}
