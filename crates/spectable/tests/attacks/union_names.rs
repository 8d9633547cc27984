//~ compiles
// Alternatives have the names of the items that an expansion uses, and a union reaches itself.
#![forbid(unsafe_code)]
#![allow(dead_code, non_camel_case_types, non_upper_case_globals)]
const Err: u8 = 1;
const Some: u8 = 1;
spectable::union! {
    pub enum U {
        Ok as_ok: box V where "v" = "x",
        Self_ as_self: String,
        Item as_item: bool,
        None as_none: i64,
        Some as_some: Vec<U>,
        r#type as_type: std::collections::BTreeMap<String, U>,
    }
}
spectable::model! { pub struct V = "V" { u with_u: U = "u", v with_v: String = "v" } }
fn main() {
    let t = r#"{"u":{"v":"x","u":[1,true,"a",{"b":{"v":"x"}}]},"v":"y"}"#;
    let v: V = spectable::from_str(t).unwrap();
    assert_eq!(spectable::from_str::<V>(&spectable::to_string(&v.clone()).unwrap()).unwrap(), v);
    assert!(v.u.as_ref().and_then(U::as_ok).is_some());
}
