//~ compiles
// The user's own types, macros, modules and values have the names that an expansion has.
#![forbid(unsafe_code)]
#![allow(dead_code, non_camel_case_types, non_snake_case, non_upper_case_globals)]
type String = std::vec::Vec<i64>;
type Vec<T> = std::collections::BTreeMap<std::string::String, T>;
enum Option<T> {
    Some(T),
    None,
}
struct MaybeUninit;
struct Self_;
struct Property;
struct RawField;
mod private {}
mod core {}
mod spectable2 {}
mod std2 {}
macro_rules! row {
    () => {
        compile_error!("x")
    };
}
macro_rules! model {
    ($($t:tt)*) => {
        compile_error!("x")
    };
}
macro_rules! __deprecated {
    ($($t:tt)*) => {
        compile_error!("x")
    };
}
macro_rules! stringify {
    ($($t:tt)*) => {
        compile_error!("x")
    };
}
macro_rules! concat {
    ($($t:tt)*) => {
        compile_error!("x")
    };
}
fn kind_of() {}
fn row() {}
fn model() {}
fn uninit() {}
const a: u8 = 1;
static b: u8 = 2;
struct c;
spectable::model! {
    pub struct Victim = "Victim" {
        a with_a: String = "a",
        b with_b: Vec<String> = "b",
        c with_c: i64 = "c",
    }
}
fn main() {
    let victim: Victim = spectable::from_str(r#"{"a":[1,2],"b":{"x":[1]},"c":5}"#).unwrap();
    assert_eq!(spectable::to_string(&victim.clone()).unwrap(), r#"{"a":[1,2],"b":{"x":[1]},"c":5}"#);
}
