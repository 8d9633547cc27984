//~ error: E0124
// A procedural macro makes a model with two fields of one name, one with its own scope and one with that of the caller.
#![forbid(unsafe_code)]
evil_pm::two_scopes!(a with_a: Vec<i64> = "b",);
fn main() {}
