//~ compiles
// Two types that are alike but for a lifetime are items of their own. What is read into one is never taken for the other.
#![forbid(unsafe_code)]
use std::marker::PhantomData;

use spectable::{Element, OpenEnum};

#[derive(Clone)]
struct Text<F>(String, PhantomData<F>);
type Any = for<'a> fn(&'a ());
type Static = fn(&'static ());
impl<F> AsRef<str> for Text<F> {
    fn as_ref(&self) -> &str {
        &self.0
    }
}
macro_rules! items {
    ($($ty:ty, $prefix:literal;)*) => {$(
        impl OpenEnum for Text<$ty> {
            const IDENTS: &'static str = "Text";
            const VALUES: &'static [&'static str] = &[];
            fn from_text(text: &str) -> Self {
                Self(format!("{}{text}", $prefix), PhantomData)
            }
        }
        impl Element for Text<$ty> {
            type Shape = spectable::__EnumShape;
        }
    )*};
}
items! { Any, "any "; Static, "static "; }
spectable::model! {
    pub struct Victim = "Victim" {
        a with_a: Vec<Text<Any>> = "a",
        b with_b: Vec<Text<Static>> = "b",
    }
}
fn main() {
    let victim: Victim = spectable::from_str(r#"{"a":["x"],"b":["y"]}"#).unwrap();
    assert_eq!(spectable::to_string(&victim).unwrap(), r#"{"a":["any x"],"b":["static y"]}"#);
}
