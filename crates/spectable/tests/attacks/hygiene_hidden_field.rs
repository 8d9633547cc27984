//~ nightly
//~ error: E0124
// A field from a `macro` has the name of the hidden one. The expansion declares the hidden one with the scope of
// its call, which is that of the `macro` too.
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
