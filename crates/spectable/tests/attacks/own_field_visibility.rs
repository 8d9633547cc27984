//~ error: no rules expected
// A private field would be one that the lookup passes over. Fields are public.
#![forbid(unsafe_code)]
spectable::model! {
    pub struct Victim = "Victim" {
        pub(self) a with_a: String = "a",
    }
}
fn main() {}
