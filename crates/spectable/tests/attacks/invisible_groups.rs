//~ compiles
// A procedural macro puts invisible groups around the tokens of a model. They hold one token each, and so change nothing.
#![forbid(unsafe_code)]
evil_pm::grouped!(a with_a: String = "a", b with_b: i64 = "b");
fn main() {
    let text = r#"{"a":"x","b":1}"#;
    let grouped: Grouped = spectable::from_str(text).unwrap();
    assert_eq!(spectable::to_string(&grouped.clone()).unwrap(), text);
}
