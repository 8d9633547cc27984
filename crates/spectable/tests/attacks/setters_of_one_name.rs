//~ error: E0592
// Two setters of one name.
#![forbid(unsafe_code)]
spectable::model! {
    pub struct Victim = "Victim" {
        a with: String = "a",
        b with: Vec<i64> = "b",
    }
}
fn main() {}
