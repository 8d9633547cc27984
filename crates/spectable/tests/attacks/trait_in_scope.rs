//~ compiles
// A closure in the type of a field calls a method. Where the traits of the expansion are in scope, it is another method than where the
// struct is. The kind comes from the field itself.
#![forbid(unsafe_code)]
const fn size_of_result<T, R, F: Fn(T) -> R>(_: &F) -> usize {
    size_of::<R>()
}
spectable::model! { pub struct Other = "Other" {} }
trait Evil {
    fn extra(&self) -> u8;
}
impl Evil for &Other {
    fn extra(&self) -> u8 {
        0
    }
}
trait Pick {
    type Out;
}
struct Is<const N: usize>;
impl Pick for Is<1> {
    type Out = Vec<i64>;
} // where the field is: only `Evil` is in scope
impl Pick for Is<8> {
    type Out = String;
} // in `impl Model for Victim`: `Model::extra` -> &Extra

spectable::model! {
    pub struct Victim = "Victim" {
        a with_a: <Is<{ size_of_result(&|m: &Other| m.extra()) }> as Pick>::Out = "a",
    }
}
fn main() {
    assert!(spectable::from_str::<Victim>(r#"{"a":"0123456789"}"#).is_err());
    let victim: Victim = spectable::from_str(r#"{"a":[1,2]}"#).unwrap();
    assert_eq!(victim.a, Some(vec![1, 2]));
}
