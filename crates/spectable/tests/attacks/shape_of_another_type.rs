//~ error: E0277
// A type names the shape of other types as its own.
#![forbid(unsafe_code)]
use spectable::Element;

struct Mine;
impl Element for Mine {
    type Shape = <String as Element>::Shape;
}
spectable::model! {
    pub struct Inner = "Inner" {}
}
struct Other;
impl Element for Other {
    type Shape = <Inner as Element>::Shape;
}
fn main() {}
