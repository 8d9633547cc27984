//~ compiles
// A macro of a crate of another edition makes models, with names of fields from here and from there, and with its own types.
#![forbid(unsafe_code)]
#![allow(dead_code)]
type Text = Vec<i64>;
evil_lib::mixed_model!(Victim, b, with_b, Text);
mod m {
    type Text = bool;
    evil_lib::mixed_model!(Victim, r#gen, with_gen, Text);
}
fn main() {
    let text = r#"{"a":"x","b":[1],"list":["y"]}"#;
    let victim: Victim = spectable::from_str(text).unwrap();
    assert_eq!(spectable::to_string(&victim.clone()).unwrap(), text);
    let text = r#"{"a":"x","b":true,"list":["y"]}"#;
    let victim: m::Victim = spectable::from_str(text).unwrap();
    assert_eq!(victim.r#gen, Some(true));
    assert_eq!(spectable::to_string(&victim.clone()).unwrap(), text);
}
