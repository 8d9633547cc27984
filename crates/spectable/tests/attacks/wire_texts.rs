//~ compiles
// Wire names with every sort of character, and raw ones.
#![forbid(unsafe_code)]
spectable::model! {
    pub struct Victim = "Vic\"tim" {
        a with_a: String = "",
        b with_b: String = r#"raw "name""#,
        c with_c: String = "\0\u{1f600}\\ \
            broken",
        d with_d: String = "r#type" (documented "\"", required),
    }
}
fn main() {
    let mut victim = Victim::default();
    for field in [&mut victim.a, &mut victim.b, &mut victim.c, &mut victim.d] {
        *field = Some("x".to_owned());
    }
    let text = spectable::to_string(&victim).unwrap();
    assert_eq!(spectable::from_str::<Victim>(&text).unwrap(), victim);
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["\0\u{1f600}\\ broken"], "x");
}
