//~ compiles
// Keywords as raw identifiers.
#![forbid(unsafe_code)]
#![allow(non_camel_case_types)]
spectable::model! { pub struct r#match = "V" { r#await with_i: i64 = "i", r#fn r#type: String = "s", r#b with_b: Box<r#match> = "b" } }
fn main() {
    let t = r#"{"i":1,"s":"x","b":{"i":2}}"#;
    let v: r#match = spectable::from_str(t).unwrap();
    assert_eq!(spectable::to_string(&v.clone()).unwrap(), t);
    assert_eq!(format!("{v:?}"), r#"V { await: 1, fn: "x", b: V { await: 2 } }"#);
}
