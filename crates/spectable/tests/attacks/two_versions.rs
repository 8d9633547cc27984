//~ compiles
// Two versions of the run time in one program know nothing of one another.
#![forbid(unsafe_code)]
mod new {
    spectable::model! {
        pub struct Victim = "Victim" {
            a with_a: String = "a",
        }
    }
}
mod old {
    spectable_again::model! {
        pub struct Victim = "Victim" {
            a with_a: Vec<i64> = "a",
            b with_b: Box<Victim> = "b",
        }
    }
}
fn main() {
    let new: new::Victim = spectable::from_str(r#"{"a":"x"}"#).unwrap();
    let old: old::Victim = spectable_again::from_str(r#"{"a":[1],"b":{"a":[]}}"#).unwrap();
    assert_eq!(spectable::to_string(&new.clone()).unwrap(), r#"{"a":"x"}"#);
    assert_eq!(spectable_again::to_string(&old.clone()).unwrap(), r#"{"a":[1],"b":{"a":[]}}"#);
}
