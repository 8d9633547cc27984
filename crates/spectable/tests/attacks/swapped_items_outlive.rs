//~ error: E0597
// What fills an item does not outlive the item, also where it is swapped.
#![forbid(unsafe_code)]
use spectable::{__Shape as Shape, Element};

type Text = <String as Element>::Shape;
fn main() {
    let mut long = String::new();
    let mut first = <Text as Shape<String>>::item_mut(&mut long);
    {
        let mut short = String::new();
        let mut second = <Text as Shape<String>>::item_mut(&mut short);
        std::mem::swap(&mut first, &mut second);
    }
    drop(first);
}
