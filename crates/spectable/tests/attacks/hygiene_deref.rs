//~ nightly
//~ error: E0026
// The name of a field comes from a `macro` that is used up when the model is made, so that the lookup of the field misses it and goes on to
// a `const Deref`, behind which another type has that name. Each row has to name a field of the model itself.
#![feature(const_convert, const_heap, const_trait_impl, decl_macro)]
#![forbid(unsafe_code)]
#![allow(dangerous_implicit_autorefs)]
use std::ops::{Deref, DerefMut};

use spectable::{Element, OpenEnum};

pub struct Other {
    pub a: Option<String>,
}
static OTHER: Other = Other { a: None };
impl Clone for Other {
    fn clone(&self) -> Self {
        unreachable!()
    }
}
impl AsRef<str> for Other {
    fn as_ref(&self) -> &str {
        ""
    }
}
impl OpenEnum for Other {
    const IDENTS: &'static str = "";
    const VALUES: &'static [&'static str] = &[];
    fn from_text(_: &str) -> Self {
        unreachable!()
    }
}
impl Element for Other {
    type Shape = spectable::__EnumShape;
}
trait Pick {
    type Out;
}
struct Is<const N: usize>;
impl Pick for Is<1> {
    type Out = Vec<String>;
}
impl Pick for Is<2> {
    type Out = String;
}
macro outer($inner:ident) {
    macro_rules! $inner {
        ($model:ident $f:ident) => {
            spectable::model! {
                pub struct $model = "Victim" {
                    $f with_f: Vec<Other> = "f",
                    a with_a: <Is<{ evil_pm::counter!() }> as Pick>::Out = "a",
                }
            }
        };
    }
}
outer!(inner);
inner!(Victim f);
impl const Deref for Victim {
    type Target = Other;
    fn deref(&self) -> &Other {
        &OTHER
    }
}
impl const DerefMut for Victim {
    fn deref_mut(&mut self) -> &mut Other {
        let mut list = Vec::with_capacity(1);
        list.push(Other { a: None });
        std::mem::forget(std::mem::replace(&mut self.f, Some(list)));
        match &mut self.f {
            Some(list) => &mut list.as_mut_slice()[0],
            None => panic!(),
        }
    }
}
fn main() {
    let _: Victim = spectable::from_str(r#"{"a":"0123456789"}"#).unwrap();
}
