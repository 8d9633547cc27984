//~ compiles
// `deprecated` in every form that the language has, with texts that look like code.
#![forbid(unsafe_code)]
#![deny(warnings)]
mod models {
    spectable::model! {
        #[deprecated(since = "1.0", note = ")] #[repr(packed)] struct")]
        pub struct Old = "Old" {
            #[deprecated(note = r#"raw "text""#,)]
            a with_a: String = "a",
            #[deprecated()]
            b with_b: bool = "b",
            #[deprecated = "unsafe { }"]
            c with_c: i64 = "c",
        }
    }
}
#[allow(deprecated)]
fn main() {
    let text = r#"{"a":"x","b":true,"c":1}"#;
    let old: models::Old = spectable::from_str(text).unwrap();
    assert_eq!(spectable::to_string(&old.clone()).unwrap(), text);
    assert!(<models::Old as spectable::Model>::table().fields().all(|field| field.deprecated()));
}
