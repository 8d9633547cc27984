//~ compiles
// Doc comments with every sort of literal and of bracket.
#![forbid(unsafe_code)]
spectable::model! {
    /// ] } ) */ "unclosed
    #[doc = r##"raw "# text"##]
    #[doc = ""]
    pub struct Victim = "Victim" {
        /** A block /* nested */ comment. */
        a with_a: String = "a",
    }
}
fn main() {
    let victim: Victim = spectable::from_str(r#"{"a":"x"}"#).unwrap();
    assert_eq!(victim.a.as_deref(), Some("x"));
}
