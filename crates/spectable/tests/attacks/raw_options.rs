//~ compiles
// Options as raw identifiers, repeated, and with texts that mean nothing of this kind.
#![forbid(unsafe_code)]
spectable::model! {
    pub struct Victim = "Victim" {
        a with_a: String = "a" (r#required, required, read_only, documented "A", documented "B"),
        b with_b: String = "b" (r#format "\"\u{202e}", default "", nullable, write_only, default "1", required),
    }
}
fn main() {
    let text = r#"{"a":"x","b":"y"}"#;
    let victim: Victim = spectable::from_str(text).unwrap();
    assert_eq!(spectable::to_string(&victim.clone()).unwrap(), text);
    assert!(<Victim as spectable::Model>::table().fields().all(|field| field.required()));
}
