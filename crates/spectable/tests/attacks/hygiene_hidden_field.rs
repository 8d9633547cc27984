//~ nightly
//~ error: E0308
// A field from a `macro` has the name of the hidden one. It is another field, but its name finds the hidden one, which is not an `Option`.
#![feature(decl_macro)]
#![forbid(unsafe_code)]
macro outer($inner:ident) {
    macro_rules! $inner {
        ($model:ident) => {
            spectable::model! {
                pub struct $model = "Victim" {
                    __extra with_extra: String = "extra",
                }
            }
        };
    }
}
outer!(inner);
inner!(Victim);
fn main() {}
