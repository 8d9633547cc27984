//~ nightly
//~ error: cannot be a property of a model
// A type that hides which one it is does not show that it is a property.
#![feature(type_alias_impl_trait)]
#![forbid(unsafe_code)]
type Hidden = impl Send + Sync;
#[define_opaque(Hidden)]
fn hide() -> Hidden {
    String::new()
}
spectable::model! {
    pub struct Victim = "Victim" {
        a with_a: Hidden = "a",
    }
}
fn main() {
    hide();
}
