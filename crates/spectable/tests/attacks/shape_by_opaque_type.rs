//~ nightly
//~ error: E0053
// An opaque type takes the place of a type that cannot be named, so that a `Shape` of the user's own could give any item.
#![feature(type_alias_impl_trait)]
#![forbid(unsafe_code)]
use spectable::{__RawKind as RawKind, __Shape as Shape, Element};

type Mut<'a> = impl Sized;
#[define_opaque(Mut)]
fn item_mut(value: &mut String) -> Mut<'_> {
    <<String as Element>::Shape as Shape<String>>::item_mut(value)
}
type Ref<'a> = impl Sized;
#[define_opaque(Ref)]
fn item(value: &String) -> Ref<'_> {
    <<String as Element>::Shape as Shape<String>>::item(value)
}
struct Mine(String);
struct MineShape;
impl Shape<Mine> for MineShape {
    const KIND: RawKind = RawKind::Integer;
    fn blank() -> Mine {
        Mine(String::new())
    }
    fn item_mut(value: &mut Mine) -> Mut<'_> {
        item_mut(&mut value.0)
    }
    fn item(value: &Mine) -> Ref<'_> {
        item(&value.0)
    }
}
fn main() {}
