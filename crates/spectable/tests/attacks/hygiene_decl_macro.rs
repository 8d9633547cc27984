//~ nightly
//~ compiles
// Two fields have one name, but from the two sides of a `macro`. They are two fields, each with a kind of its own.
#![feature(decl_macro)]
#![forbid(unsafe_code)]
#![allow(dead_code)]
macro all($f:ident, $go:ident) {
    spectable::model! { pub struct Victim2 = "V" { a with_a: Vec<i64> = "a", $f with_b: String = "b" } }
    pub fn $go() {
        let v: Victim2 = spectable::from_str(r#"{"a":[1],"b":"0123456789"}"#).unwrap();
        assert_eq!(v.a.as_ref().map(Vec::len), Some(1));
        assert_eq!(v.$f.as_ref().map(String::len), Some(10));
    }
}
all!(a, go);
fn main() {
    go()
}
