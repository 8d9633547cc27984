//~ compiles
// Models and enums that are called as the types of the language and of the prelude are.
#![forbid(unsafe_code)]
#![allow(non_camel_case_types, dead_code)]
mod models {
    spectable::model! {
        pub struct u8 = "u8" {
            a with_a: Box<Option> = "a",
            b with_b: bool = "b",
            c with_c: std::vec::Vec<str> = "c",
        }
    }
    spectable::model! {
        pub struct Option = "Option" {
            a with_a: i64 = "a",
        }
    }
    spectable::model! {
        pub struct Vec = "Vec" {
            a with_a: i64 = "a",
        }
    }
    spectable::open_enum! {
        pub enum str { Some = "some", None = "none" }
    }
    spectable::open_enum! {
        pub enum bool { True = "true" }
    }
}
fn main() {
    let text = r#"{"a":{"a":1},"b":"true","c":["some","other"]}"#;
    let value: models::u8 = spectable::from_str(text).unwrap();
    assert_eq!(spectable::to_string(&value.clone()).unwrap(), text);
    assert_eq!(value.b, Some(models::bool::True));
}
