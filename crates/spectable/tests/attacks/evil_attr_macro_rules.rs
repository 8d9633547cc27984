//~ nightly
//~ error: E0659
// Attributes by `macro_rules` in textual scope, which have the names of those that the expansion uses.
#![feature(macro_attr)]
#![forbid(unsafe_code)]
#![allow(unused_macros, dead_code)]
macro_rules! repr { attr($($a:tt)*) { $($t:tt)* } => { $($t)* } }
macro_rules! non_exhaustive { attr($($a:tt)*) { $($t:tt)* } => { pub struct Victim { b: Option<i64>, a: Option<String>, __extra: spectable::Extra } } }
spectable::model! { pub struct Victim = "Victim" { a with_a: String = "a", b with_b: i64 = "b" } }
fn main() {}
