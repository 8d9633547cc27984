//~ error: E0391
// The size of `Self` decides on the type of a field of `Self`.
#![forbid(unsafe_code)]
trait Pick {
    type Out;
}
struct Is<const N: usize>;
impl Pick for Is<32> {
    type Out = String;
}
spectable::model! {
    pub struct Victim = "Victim" {
        a with_a: <Is<{ size_of::<Self>() }> as Pick>::Out = "a",
    }
}
fn main() {}
