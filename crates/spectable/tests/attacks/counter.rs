//~ compiles
// The type of a field is another one at each expansion, because a procedural macro in it counts. The kind comes from the field
// itself, so that it is the kind of the type that the field has. The setter has that type by the second number.
#![forbid(unsafe_code)]
trait Pick {
    type Out;
}
struct Is<const N: usize>;
impl Pick for Is<1> {
    type Out = Vec<i64>;
}
impl Pick for Is<2> {
    type Out = Vec<i64>;
}
impl Pick for Is<3> {
    type Out = String;
}
impl Pick for Is<4> {
    type Out = String;
}
spectable::model! {
    pub struct Victim = "Victim" {
        a with_a: <Is<{ evil_pm::counter!() }> as Pick>::Out = "a",
    }
}
fn main() {
    assert!(spectable::from_str::<Victim>(r#"{"a":"0123456789"}"#).is_err());
    let victim: Victim = spectable::from_str(r#"{"a":[1,2]}"#).unwrap();
    assert_eq!(victim.a, Some(vec![1, 2]));
}
