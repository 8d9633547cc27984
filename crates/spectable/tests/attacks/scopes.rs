//~ compiles
// A procedural macro makes a model. Some of its fields have the scope of the macro, some that of the caller.
#![forbid(unsafe_code)]
evil_pm::two_scopes!(b with_b: Vec<i64> = "b",);
fn main() {
    let text = r#"{"call":"x","mixed":1,"b":[2]}"#;
    let scopes: Scopes = spectable::from_str(text).unwrap();
    assert_eq!((scopes.a, scopes.b.as_deref()), (Some(1), Some(&[2][..])));
    assert_eq!(spectable::to_string(&scopes.clone()).unwrap(), text);
}
