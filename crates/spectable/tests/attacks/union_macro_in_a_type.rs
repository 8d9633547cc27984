//~ compiles
// The type of an alternative comes from a macro of the user's, which is expanded at each use.
#![forbid(unsafe_code)]
macro_rules! text { () => { String } }
spectable::union! { pub enum U { A as_a: text!(), B as_b: Vec<text!()> } }
spectable::model! { pub struct V = "V" { u with_u: U = "u" } }
fn main() {
    let v: V = spectable::from_str(r#"{"u":["a"]}"#).unwrap();
    assert_eq!(v.u.as_ref().and_then(U::as_b).map(Vec::len), Some(1));
}
