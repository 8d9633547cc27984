//~ error: requires an `unsafe impl` declaration
// A kind is an unsafe promise, and `forbid(unsafe_code)` refuses that.
#![forbid(unsafe_code)]
spectable::model! { pub struct Victim = "Victim" { a with_a: Vec<i64> = "a" } }
struct L;
impl spectable::__Property for L {
    type Taken = spectable::__Converted;
    const KIND: spectable::__RawKind = spectable::__RawKind::Text;
}
unsafe impl spectable::__Property for Box<L> {
    type Taken = spectable::__Converted;
    const KIND: spectable::__RawKind = spectable::__RawKind::Text;
}
fn main() {}
