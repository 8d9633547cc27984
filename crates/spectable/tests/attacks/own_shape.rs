//~ error: E0053
// A `Shape` of the user's own. The trait is not unsafe, but the types that its functions give cannot be named from outside.
#![forbid(unsafe_code)]
use spectable::{__RawKind as RawKind, __Shape as Shape};
struct L;
struct Mine;
impl Shape<L> for Mine {
    const KIND: RawKind = RawKind::Text;
    fn blank() -> L {
        L
    }
    fn item_mut(_: &mut L) -> impl Sized {
        todo!()
    }
    fn item(_: &L) -> impl Sized {
        todo!()
    }
}
fn main() {}
