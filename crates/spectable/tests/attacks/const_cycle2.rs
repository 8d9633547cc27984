//~ error: E0391
// The type of a field depends on the rows of its own model, whose kinds come from the types of the fields.
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
spectable::model! { pub struct Victim = "Victim" { a with_a: <Is<{ <Victim as spectable::Model>::RAW_FIELDS.len() }> as Pick>::Out = "a" } }
fn main() {}
