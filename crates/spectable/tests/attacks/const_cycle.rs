//~ error: E0391
// The type of a field depends on the size of its own model. The compiler needs the size to know the type, and the type to know
// the size.
#![forbid(unsafe_code)]
trait Pick {
    type Out;
}
struct Is<const N: usize>;
impl Pick for Is<32> {
    type Out = Vec<i64>;
}
impl Pick for Is<24> {
    type Out = String;
}
spectable::model! { pub struct Victim = "Victim" { a with_a: <Is<{ size_of::<Victim>() }> as Pick>::Out = "a" } }
fn main() {}
