//~ compiles
// Each model holds the next in a list of lists. The compiler does not follow the chain to see that models go to other threads and survive panics. It does follow
// it to see what is dropped with a model, three steps a model, so that sixty need more than the 128 steps that are the default.
#![recursion_limit = "256"]
#![forbid(unsafe_code)]
use std::panic::{RefUnwindSafe, UnwindSafe};

mod thirty {
    evil_pm::chain!(30 Vec<Vec<Next>>);
}
mod sixty {
    evil_pm::chain!(60 Vec<Vec<Next>>);
}
fn assert<T: Send + Sync + Unpin + UnwindSafe + RefUnwindSafe>() {}
fn main() {
    assert::<thirty::M0>();
    assert::<sixty::M0>();
    let text = r#"{"x":"y"}"#;
    let first: sixty::M0 = spectable::from_str(text).unwrap();
    assert_eq!(spectable::to_string(&first.clone()).unwrap(), text);
}
