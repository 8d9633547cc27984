//~ error: cannot be a property of a model
// An alias hides an `Option`.
#![forbid(unsafe_code)]
type Text = Option<String>;
spectable::model! {
    pub struct Victim = "Victim" {
        a with_a: Text = "a",
    }
}
fn main() {}
