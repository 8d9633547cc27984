//~ error: E0117
// A shape of the run time's own for lists of a type of the user's: the list knows better.
#![forbid(unsafe_code)]
use spectable::{__RawKind as RawKind, __Shape as Shape, Element};

struct Mine;
impl Shape<Vec<Mine>> for <Vec<String> as Element>::Shape {
    const KIND: RawKind = RawKind::Text;
}
fn main() {}
