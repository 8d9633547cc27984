//~ nightly
//~ error: E0025
// Two fields have one name, one of them from a `macro` that is used up when the model is made, so that both names find the same field. The
// kind of one row would be that of the other field.
#![feature(decl_macro)]
#![forbid(unsafe_code)]
trait Pick {
    type Out;
}
struct Is<const N: usize>;
impl Pick for Is<1> {
    type Out = Vec<String>;
}
impl Pick for Is<2> {
    type Out = String;
}
macro outer($inner:ident) {
    macro_rules! $inner {
        ($model:ident $field:ident) => {
            spectable::model! {
                pub struct $model = "Victim" {
                    a with_a: <Is<{ evil_pm::counter!() }> as Pick>::Out = "a",
                    $field with_b: String = "b",
                }
            }
        };
    }
}
outer!(inner);
inner!(Victim a);
fn main() {
    let _: Victim = spectable::from_str(r#"{"a":"0123456789"}"#).unwrap();
}
