//~ compiles
// A module from a file, in a block in the type of a field: it is read at each place, and is the same at each.
#![forbid(unsafe_code)]
trait Pick {
    type Out;
}
struct Is<const N: usize>;
impl Pick for Is<3> {
    type Out = String;
}
spectable::model! {
    pub struct Victim = "Victim" {
        a with_a: <Is<{
            #[path = "included/number.rs"]
            mod number;
            number::N
        }> as Pick>::Out = "a",
    }
}
fn main() {
    let victim: Victim = spectable::from_str(r#"{"a":"x"}"#).unwrap();
    assert_eq!(victim.a.as_deref(), Some("x"));
}
