//~ error: no rules expected
// A default value behind a row, as newer versions of the language have it for fields.
#![forbid(unsafe_code)]
spectable::model! {
    pub struct Victim = "Victim" {
        a with_a: String = "a" = None,
    }
}
fn main() {}
