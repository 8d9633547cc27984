//~ error: E0119
// The user implements what the expansion implements already.
#![forbid(unsafe_code)]
spectable::model! {
    pub struct Victim = "Victim" {
        a with_a: String = "a",
    }
}
impl Unpin for Victim {}
impl Clone for Victim {
    fn clone(&self) -> Self {
        panic!()
    }
}
impl spectable::Element for Victim {
    type Shape = spectable::__EnumShape;
}
fn main() {}
