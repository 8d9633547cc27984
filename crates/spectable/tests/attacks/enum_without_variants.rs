//~ compiles
// An enum that documents nothing.
#![forbid(unsafe_code)]
spectable::open_enum! {
    pub enum Colour {}
}
spectable::model! {
    pub struct Victim = "Victim" {
        a with_a: Colour = "a",
        b with_b: Vec<Colour> = "b",
    }
}
fn main() {
    let text = r#"{"a":"","b":["x"]}"#;
    let victim: Victim = spectable::from_str(text).unwrap();
    assert_eq!(spectable::to_string(&victim.clone()).unwrap(), text);
    assert!(Colour::VALUES.is_empty());
}
