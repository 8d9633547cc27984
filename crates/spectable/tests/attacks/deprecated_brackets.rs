//~ error: no rules expected
// `deprecated` with brackets of another sort.
#![forbid(unsafe_code)]
spectable::model! {
    #[deprecated[note = "for a reason"]]
    pub struct Victim = "Victim" {
        a with_a: String = "a",
    }
}
fn main() {}
