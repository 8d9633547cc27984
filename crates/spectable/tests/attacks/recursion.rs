//~ compiles
// Models that hold themselves and one another, in every way that there is.
#![forbid(unsafe_code)]
use std::collections::BTreeMap;

spectable::model! {
    pub struct A = "A" {
        list with_list: Vec<Self> = "list",
        map with_map: BTreeMap<String, Self> = "map",
        both with_both: Vec<BTreeMap<String, Vec<B>>> = "both",
        boxed with_boxed: Box<A> = "boxed",
    }
    pub struct B = "B" {
        a with_a: Box<A> = "a",
        list with_list: Vec<A> = "list",
        map with_map: BTreeMap<String, Vec<Self>> = "map",
    }
}
fn main() {
    let text = r#"{"list":[{},{"list":[{}]}],"map":{"k":{"map":{}}},"both":[{"k":[{"a":{},"map":{"l":[{}]}}]}],"boxed":{"boxed":{}}}"#;
    let a: A = spectable::from_str(text).unwrap();
    assert_eq!(spectable::to_string(&a.clone()).unwrap(), text);
    let mut deep = A::default();
    for _ in 0..1_000 {
        deep = A::default().with_boxed(deep);
    }
    assert!(deep == deep.clone());
}
