//~ error: E0308
// The type of the setter is expanded apart from that of the field. It is another one here, so that the value does not fit.
#![forbid(unsafe_code)]
trait Pick {
    type Out;
}
struct Is<const N: usize>;
impl Pick for Is<1> {
    type Out = Vec<i64>;
}
impl Pick for Is<2> {
    type Out = String;
}
impl Pick for Is<3> {
    type Out = String;
}
spectable::model! { pub struct Victim = "Victim" { a with_a: <Is<{ evil_pm::counter!() }> as Pick>::Out = "a" } }
fn main() {}
