//~ compiles
// No name of the prelude is in scope.
#![forbid(unsafe_code)]
#![no_implicit_prelude]
extern crate spectable as sp;
sp::model! { pub struct V = "V" { e with_e: E = "e", b with_b: sp::types::Box<V> = "b", s with_s: sp::types::String = "s" } }
sp::open_enum! { pub enum E { A = "a" } }
fn main() {
    let _ = <V as ::std::default::Default>::default();
}
