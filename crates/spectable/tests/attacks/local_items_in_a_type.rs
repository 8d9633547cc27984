//~ error: E0308
// A block in the type of a field declares a struct, which is another struct at each place.
#![forbid(unsafe_code)]
trait Pick {
    type Out;
}
struct Is<const N: usize>;
impl Pick for Is<1> {
    type Out = String;
}
impl Pick for Is<2> {
    type Out = Vec<i64>;
}
const fn count<T: 'static>(_: &T) -> usize {
    const { if size_of::<T>() == 3 { 1 } else { 2 } }
}
spectable::model! {
    pub struct Victim = "Victim" {
        a with_a: <Is<{
            struct Local([u8; evil_pm::counter!() + 2]);
            count(&Local([0; _]))
        }> as Pick>::Out = "a",
    }
}
fn main() {}
