//~ error: expected identifier
// Keywords as names of fields and models.
#![forbid(unsafe_code)]
spectable::model! { pub struct V = "V" { self with_i: i64 = "i" } }
spectable::model! { pub struct Self = "V" { i with_i: i64 = "i" } }
spectable::model! { pub struct W = "W" { await with_i: i64 = "i" } }
fn main() {}
