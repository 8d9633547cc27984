//~ error: E0119
// A block in the type of a field implements a trait. The type occurs twice, and so does the implementation.
#![forbid(unsafe_code)]
#![allow(dead_code)]
trait Pick {
    type Out;
}
struct Is<const N: usize>;
spectable::model! {
    pub struct Victim = "Victim" {
        a with_a: <Is<{ impl Pick for Is<1> { type Out = String; } 1 }> as Pick>::Out = "a",
    }
}
fn main() {}
