//~ error: deprecated
// `deprecated` with a word that the language does not know.
#![forbid(unsafe_code)]
spectable::model! {
    #[deprecated(note = "for a reason", repr = "packed")]
    pub struct Victim = "Victim" {
        a with_a: String = "a",
    }
}
fn main() {}
