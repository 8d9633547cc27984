//~ compiles
// Nobody can make an item of this type. A list of it stays empty, also after it was tried.
#![forbid(unsafe_code)]
use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::Deserialize as _;
use spectable::{Element, OpenEnum};

#[derive(Clone)]
enum Never {}
impl AsRef<str> for Never {
    fn as_ref(&self) -> &str {
        match *self {}
    }
}
impl OpenEnum for Never {
    const IDENTS: &'static str = "";
    const VALUES: &'static [&'static str] = &[];
    fn from_text(_: &str) -> Self {
        panic!("never")
    }
}
impl Element for Never {
    type Shape = spectable::__EnumShape;
}
spectable::model! {
    pub struct Victim = "Victim" {
        a with_a: Vec<Never> = "a",
        b with_b: std::collections::BTreeMap<String, Never> = "b",
    }
}
fn main() {
    std::panic::set_hook(Box::new(|_| {}));
    let text = r#"{"a":[],"b":{}}"#;
    let mut victim: Victim = spectable::from_str(text).unwrap();
    for bad in [r#"{"a":["x"]}"#, r#"{"b":{"k":"x"}}"#] {
        assert!(catch_unwind(|| spectable::from_str::<Victim>(bad)).is_err());
        let mut deserializer = serde_json::Deserializer::from_str(bad);
        let place = AssertUnwindSafe(&mut victim);
        assert!(
            catch_unwind(move || {
                let place = place;
                Victim::deserialize_in_place(&mut deserializer, place.0)
            })
            .is_err()
        );
    }
    assert_eq!(spectable::to_string(&victim.clone()).unwrap(), text);
}
