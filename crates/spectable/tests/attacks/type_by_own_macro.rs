//~ compiles
// A macro in the type of a field is defined again after the model. At the place of the expansion its name means one thing.
#![forbid(unsafe_code)]
macro_rules! ty {
    () => { Vec<i64> };
}
spectable::model! {
    pub struct Victim = "Victim" {
        a with_a: ty!() = "a",
    }
}
#[allow(unused_macros)]
macro_rules! ty {
    () => {
        String
    };
}
fn main() {
    let victim: Victim = spectable::from_str(r#"{"a":[1,2]}"#).unwrap();
    assert_eq!(victim.a, Some(vec![1, 2]));
}
