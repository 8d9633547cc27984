//~ error: literal out of range for `i64`
// A value that no `i64` holds would be another one.
spectable::integer_enum! { pub enum E { A = 9223372036854775808 } }
fn main() {}
