//~ error: expected identifier
// `unsafe` where an option is expected.
#![forbid(unsafe_code)]
spectable::model! {
    pub struct Victim = "Victim" {
        a with_a: String = "a" (unsafe),
    }
}
fn main() {}
