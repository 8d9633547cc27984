//~ compiles
// Variants have the names of the items that an expansion uses, and so have constants around it.
#![forbid(unsafe_code)]
#![allow(dead_code, non_camel_case_types, non_upper_case_globals)]
spectable::open_enum! { pub enum E { Ok = "ok", Self_ = "self", Shape = "shape", Taken = "taken", KIND = "kind", IDENTS = "idents", r#type = "type", Some = "some", None = "none" } }
const Err: u8 = 1;
spectable::model! { pub struct V = "V" { e with_e: E = "e", l with_l: Vec<E> = "l" } }
fn main() {
    let t = r#"{"e":"kind","l":["self","idents","x"]}"#;
    let v: V = spectable::from_str(t).unwrap();
    assert_eq!(spectable::to_string(&v.clone()).unwrap(), t);
    let e: E = "type".parse().unwrap();
    assert!(matches!(e, E::r#type));
}
