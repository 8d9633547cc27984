//~ error: E0124
// A field from a macro of another crate and one of the user's have one name. Fields have no sides there.
#![forbid(unsafe_code)]
evil_lib::mixed_model!(Victim, a, with_b, Vec<i64>);
fn main() {}
