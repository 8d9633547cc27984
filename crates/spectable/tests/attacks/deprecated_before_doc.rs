//~ error: no rules expected
// An attribute in disguise: `unsafe(…)` around one.
#![forbid(unsafe_code)]
spectable::model! {
    #[unsafe(no_mangle)]
    pub struct Victim = "Victim" {
        a with_a: String = "a",
    }
}
fn main() {}
