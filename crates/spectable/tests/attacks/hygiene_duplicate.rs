//~ error: E0124
// Two fields have one name from the two sides of a `macro_rules`, for which fields have no sides.
#![forbid(unsafe_code)]
macro_rules! mk {
    ($f:ident) => {
        spectable::model! {
            pub struct Victim = "V" { a with_a: Vec<i64> = "a", $f with_b: String = "b" }
        }
    };
}
mk!(a);
fn main() {}
