//~ compiles
// An alias is the type that it names, also where a trait gives it.
#![forbid(unsafe_code)]
use std::collections::BTreeMap;

type Text = String;
type List<T> = Vec<T>;
type Boxed = Box<Victim>;
type Nested = BTreeMap<Text, List<List<Victim>>>;
spectable::model! {
    pub struct Victim = "Victim" {
        text with_text: Text = "text",
        list with_list: List<Text> = "list",
        boxed with_boxed: Boxed = "boxed",
        nested with_nested: Nested = "nested",
        owned with_owned: <str as ToOwned>::Owned = "owned",
        target with_target: <Box<i64> as std::ops::Deref>::Target = "target",
    }
}
fn main() {
    let text = r#"{"text":"a","list":["b"],"boxed":{"text":"c"},"nested":{"d":[[{"text":"e"}]]},"owned":"f","target":1}"#;
    let victim: Victim = spectable::from_str(text).unwrap();
    assert_eq!(spectable::to_string(&victim.clone()).unwrap(), text);
}
