//~ compiles
// A procedural macro gives a list for the field and for the setter, and would give a text the third time. There is no third time.
#![forbid(unsafe_code)]
spectable::model! {
    pub struct Victim = "Victim" {
        a with_a: evil_pm::third!() = "a",
    }
}
fn main() {
    assert!(spectable::from_str::<Victim>(r#"{"a":"0123456789"}"#).is_err());
    let victim: Victim = spectable::from_str(r#"{"a":[1,2]}"#).unwrap();
    assert_eq!(victim.a, Some(vec![1, 2]));
}
