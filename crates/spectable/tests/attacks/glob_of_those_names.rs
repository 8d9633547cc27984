//~ compiles
// A glob import brings every name of an expansion, and the root of the crate has them too; `$crate` is another crate.
#![forbid(unsafe_code)]
#![allow(dead_code, unused_imports, non_upper_case_globals)]
pub struct __Option<T>(T);
pub trait __Property {}
pub trait Model {}
pub struct Extra;
pub mod __options {
    pub const required: &str = "the user's own";
}
pub mod evil {
    pub use super::*;
    pub struct __RawTable;
    pub struct __MaybeUninit;
    pub fn __row() {}
    pub fn __set() {}
    pub fn __blank() {}
    pub struct __u8;
    pub struct __str;
}
use evil::*;
#[macro_export]
macro_rules! __deprecated {
    ($($t:tt)*) => {
        compile_error!("the user's own")
    };
}
spectable::model! {
    pub struct Victim = "Victim" {
        #[deprecated]
        a with_a: String = "a" (required),
    }
}
fn main() {
    let text = r#"{"a":"x"}"#;
    let victim: Victim = spectable::from_str(text).unwrap();
    assert_eq!(spectable::to_string(&victim).unwrap(), text);
}
