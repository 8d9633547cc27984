//~ error: `Other` is not a model
// A model of another version of the run time is not a model.
#![forbid(unsafe_code)]
spectable_again::model! {
    pub struct Other = "Other" {
        a with_a: String = "a",
    }
}
spectable::model! {
    pub struct Victim = "Victim" {
        other with_other: Box<Other> = "other",
    }
}
fn main() {}
