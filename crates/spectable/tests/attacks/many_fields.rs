//~ compiles
// A model of 512 properties of four kinds, more than any bit set of one word holds.
#![forbid(unsafe_code)]
evil_pm::many!(Many 512);
fn main() {
    let text =
        r#"{"f0":"x","f1":true,"f2":{"f511":[{}]},"f64":"y","f508":"z","f509":false,"f511":[{"f0":""}]}"#;
    let many: Many = spectable::from_str(text).unwrap();
    assert_eq!(spectable::to_string(&many.clone()).unwrap(), text);
    assert_eq!((many.f508.as_deref(), many.f509), (Some("z"), Some(false)));
}
