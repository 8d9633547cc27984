//~ compiles
// Every form of visibility.
#![forbid(unsafe_code)]
mod a {
    pub mod b {
        spectable::model! { pub(in super::super::a) struct V = "V" { i with_i: i64 = "i" } }
        spectable::model! { struct W = "W" { v with_v: Box<V> = "v" } }
        pub fn go() {
            let w: W = spectable::from_str(r#"{"v":{"i":1}}"#).unwrap();
            assert_eq!(w.v.and_then(|v| v.i), Some(1));
        }
    }
}
fn main() {
    a::b::go()
}
