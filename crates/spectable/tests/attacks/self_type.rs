//~ compiles
// `Self` in the type of a field is the model, in the struct and in the setter.
#![forbid(unsafe_code)]
spectable::model! { pub struct Victim = "Victim" { a with_a: Box<Self> = "a", b with_b: Vec<Self> = "b", c with_c: String = "c" } }
fn main() {
    let text = r#"{"a":{"c":"x"},"b":[{"c":"y"}],"c":"z"}"#;
    let v: Victim = spectable::from_str(text).unwrap();
    assert_eq!(spectable::to_string(&v.clone()).unwrap(), text);
}
