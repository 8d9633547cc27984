//~ nightly
//~ compiles
// An auto trait of the user's own, which some model has not. It says nothing about threads.
#![feature(auto_traits, negative_impls)]
#![forbid(unsafe_code)]
auto trait Mine {}
impl !Mine for Inner {}
spectable::model! {
    pub struct Inner = "Inner" {
        a with_a: String = "a",
    }
}
spectable::model! {
    pub struct Outer = "Outer" {
        inner with_inner: Box<Inner> = "inner",
    }
}
fn is_shared<T: Send + Sync>() {}
fn is_mine<T: Mine>() {}
fn main() {
    is_shared::<Outer>();
    is_mine::<String>();
    let text = r#"{"inner":{"a":"x"}}"#;
    let outer: Outer = spectable::from_str(text).unwrap();
    assert_eq!(spectable::to_string(&outer).unwrap(), text);
}
