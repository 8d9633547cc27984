//~ error: two rows of this model have the same wire name
#![forbid(unsafe_code)]
// A document could fill only one of them, and a writer would write the key twice.
spectable::model! {
    pub struct Victim = "Victim" {
        a with_a: String = "a",
        b with_b: i64 = "b",
        other_a with_other_a: String = "a",
    }
}
fn main() {}
