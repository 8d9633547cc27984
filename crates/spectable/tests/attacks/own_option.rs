//~ compiles
// A user's own `Option` does not take the place of the real one.
pub enum Option<T> {
    None,
    Some(T),
}
#[allow(dead_code)]
struct Some;
#[allow(dead_code)]
struct None;
spectable::model! {
    pub struct Outer = "Outer" {
        text with_text: String = "text",
    }
}
fn main() {
    let outer: Outer = spectable::from_str(r#"{"text":"x"}"#).unwrap();
    assert!(matches!(outer.text, ::core::option::Option::Some(_)));
}
