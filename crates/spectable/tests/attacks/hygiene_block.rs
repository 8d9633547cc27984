//~ nightly
//~ compiles
// The name of the model comes from a `macro`, and a struct of that name from outside, which may not go to another thread. What the expansion
// promises is promised of the model alone.
#![feature(decl_macro)]
#![forbid(unsafe_code)]
#![allow(dead_code)]
use std::rc::Rc;

trait IsSend {
    const SEND: bool = false;
}
impl<T> IsSend for T {}
struct Ask<T>(T);
impl<T: Send> Ask<T> {
    const SEND: bool = true;
}
fn main() {
    struct Name {
        a: Option<String>,
        __extra: spectable::Extra,
        own: Rc<u8>,
    }
    macro made() {
        spectable::model! {
            pub struct Name = "Name" {
                a with_a: String = "a",
            }
        }
        assert!(Ask::<Name>::SEND);
        let name: Name = spectable::from_str(r#"{"a":"0123456789"}"#).unwrap();
        assert_eq!(name.a.as_deref(), Some("0123456789"));
    }
    made!();
    assert!(!Ask::<Name>::SEND);
}
