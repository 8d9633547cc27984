//~ error: no rules expected
// An expression where an option is expected would be inside `unsafe`.
#![forbid(unsafe_code)]
spectable::model! {
    pub struct Victim = "Victim" {
        a with_a: String = "a" (required(std::hint::unreachable_unchecked())),
    }
}
fn main() {}
