//~ error: literal
// A macro call where `deprecated` has a text, and an attribute that changes the layout after it: only literals are taken as notes,
// and the compiler knows no other word in these brackets.
#![forbid(unsafe_code)]
spectable::model! { #[deprecated(note = concat!("a", "b"), repr(packed))] pub struct V = "V" { b with_b: bool = "b", i with_i: i64 = "i" } }
fn main() {}
