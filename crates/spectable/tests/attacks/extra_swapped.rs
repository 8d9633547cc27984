//~ compiles
// In the module of the model, its hidden field may be swapped, taken and replaced. It belongs to no model in particular.
#![forbid(unsafe_code)]
use spectable::Model as _;

spectable::model! {
    pub struct One = "One" {
        a with_a: String = "a",
    }
}
spectable::model! {
    pub struct Two = "Two" {
        b with_b: i64 = "b",
    }
}
fn main() {
    let mut one: One = spectable::from_str(r#"{"a":"x","b":"y"}"#).unwrap();
    let mut two: Two = spectable::from_str(r#"{"b":1,"z":[2]}"#).unwrap();
    std::mem::swap(&mut one.__extra, &mut two.__extra);
    assert_eq!(spectable::to_string(&one).unwrap(), r#"{"a":"x","z":[2]}"#);
    let _ = (spectable::to_string(&two), two.clone() == two, two.is_null("b"), format!("{two:?}"));
    let made = One { a: None, __extra: std::mem::take(&mut one.__extra) };
    assert_eq!((made.extra().len(), one.extra().len()), (1, 0));
}
