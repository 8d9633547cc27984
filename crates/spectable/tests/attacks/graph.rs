//~ compiles
// Three hundred models that refer to one another at random. The compiler follows a path through most of them to see what is dropped with one.
#![recursion_limit = "1024"]
#![forbid(unsafe_code)]
use std::panic::{RefUnwindSafe, UnwindSafe};

mod models {
    use std::collections::BTreeMap;
    evil_pm::graph!(300);
}
fn assert<T: Send + Sync + Unpin + UnwindSafe + RefUnwindSafe>() {}
fn main() {
    assert::<models::M0>();
    assert::<models::M299>();
    let text = r#"{"x":"y"}"#;
    let first: models::M0 = spectable::from_str(text).unwrap();
    assert_eq!(spectable::to_string(&first.clone()).unwrap(), text);
}
