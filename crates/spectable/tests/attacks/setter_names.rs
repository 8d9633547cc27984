//~ compiles
// Setters have the names of the functions of the traits that the expansion implements.
#![forbid(unsafe_code)]
spectable::model! {
    pub struct Victim = "Victim" {
        a clone: String = "a",
        b eq: i64 = "b",
        c default: Box<Victim> = "c",
        d fmt: String = "d",
        e raw_table: String = "e",
        f serialize: String = "f",
        g deserialize: String = "g",
        h extra: String = "h",
        i into_property: String = "i",
    }
}
fn main() {
    let text = r#"{"a":"x","b":1,"c":{"h":"y"}}"#;
    let victim: Victim = spectable::from_str(text).unwrap();
    assert_eq!(spectable::to_string(&Clone::clone(&victim)).unwrap(), text);
    assert!(
        victim
            == <Victim as Default>::default()
                .clone("x")
                .eq(1)
                .default(<Victim as Default>::default().extra("y"))
    );
}
