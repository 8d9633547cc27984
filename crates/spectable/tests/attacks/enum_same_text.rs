//~ compiles
// Two variants have one text. Reading gives the first, and both are equal.
#![forbid(unsafe_code)]
spectable::open_enum! { pub enum E { A = "a", B = "a" } }
spectable::model! { pub struct V = "V" { e with_e: E = "e" } }
fn main() {
    let v = V::default().with_e(E::B);
    let t = spectable::to_string(&v).unwrap();
    let w: V = spectable::from_str(&t).unwrap();
    assert!(v == w && matches!(w.e, Some(E::A)));
}
