//~ compiles
// Traits of the user's, for all types and for pointers to the model, have methods of every name that is called or could be called.
#![forbid(unsafe_code)]
#![allow(dead_code, unused_variables)]
use std::mem::MaybeUninit;

struct Wrong;
macro_rules! evil {
    ($($name:ident)*) => {
        trait Evil: Sized {
            $(fn $name(self) -> Wrong {
                panic!("the user's own")
            })*
        }
        trait EvilRef {
            $(fn $name(&self) -> Wrong {
                panic!("the user's own")
            })*
        }
    };
}
evil! {
    as_str as_ref as_mut as_mut_ptr as_ptr cast clone cmp default deserialize eq extra extra_mut field fmt from from_str from_text
    hash into into_property is_some item item_mut partial_cmp raw_table read row serialize set slot table text uninit write
}
impl<T> Evil for &T {}
impl<T> Evil for &mut T {}
impl<T> Evil for *mut T {}
impl<T> Evil for *const T {}
impl<T> Evil for MaybeUninit<T> {}
impl<T> Evil for Option<T> {}
impl Evil for Victim {}
impl Evil for Colour {}
impl<T> EvilRef for T {}
trait MyFrom<T> {
    fn from(_: T) -> Wrong {
        panic!("the user's own")
    }
}
impl<T, U> MyFrom<T> for U {}
spectable::model! {
    pub struct Victim = "Victim" {
        a with_a: String = "a",
        b with_b: Box<Victim> = "b",
        c with_c: Colour = "c",
    }
}
spectable::open_enum! {
    pub enum Colour { Red = "red" }
}
fn main() {
    let text = r#"{"a":"x","b":{"a":"y"},"c":"green"}"#;
    let victim: Victim = spectable::from_str(text).unwrap();
    let copy = Clone::clone(&victim);
    assert!(victim == copy);
    assert_eq!(spectable::to_string(&copy).unwrap(), text);
    let set = copy.with_a("z").with_c(<Colour as From<&str>>::from("red"));
    assert_eq!(spectable::to_string(&set).unwrap(), r#"{"a":"z","b":{"a":"y"},"c":"red"}"#);
}
