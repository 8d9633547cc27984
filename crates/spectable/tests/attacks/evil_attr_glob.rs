//~ error: E0659
// Attribute macros that have the names of built-in attributes, imported all at once: ambiguous.
#![forbid(unsafe_code)]
mod m {
    use evil_pm::*;
    spectable::model! {
        pub struct Victim = "Victim" { a with_a: String = "a", b with_b: Vec<i64> = "b" }
    }
}
fn main() {}
