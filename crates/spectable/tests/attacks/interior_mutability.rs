//~ compiles
// An item has another text at each look, counts in itself, and reads and writes models while it is looked at.
#![forbid(unsafe_code)]
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use spectable::{Element, OpenEnum};

#[derive(Debug)]
struct Fickle {
    looks: AtomicUsize,
    seen: Mutex<Vec<String>>,
}
impl Clone for Fickle {
    fn clone(&self) -> Self {
        unreachable!("a model clones its items by their text")
    }
}
impl AsRef<str> for Fickle {
    fn as_ref(&self) -> &str {
        let inner: Inner = spectable::from_str(r#"{"x":"y"}"#).unwrap();
        self.seen.lock().unwrap().push(spectable::to_string(&inner).unwrap());
        ["a", "", "a \"longer\" text that has to be escaped \u{0}", "ü"][self.looks.fetch_add(1, Relaxed) % 4]
    }
}
impl OpenEnum for Fickle {
    const IDENTS: &'static str = "";
    const VALUES: &'static [&'static str] = &["a", "a", ""];
    fn from_text(text: &str) -> Self {
        let _ = Inner::default() == spectable::from_str(r#"{"x":"y"}"#).unwrap();
        Self { looks: AtomicUsize::new(text.len()), seen: Mutex::default() }
    }
}
impl Element for Fickle {
    type Shape = spectable::__EnumShape;
}
spectable::model! {
    pub struct Victim = "Victim" {
        list with_list: Vec<Fickle> = "list",
        map with_map: std::collections::BTreeMap<String, Vec<Fickle>> = "map",
    }
}
spectable::model! {
    pub struct Inner = "Inner" {
        x with_x: String = "x",
    }
}
fn main() {
    let victim: Victim = spectable::from_str(r#"{"list":["a","bb"],"map":{"k":["c",""]}}"#).unwrap();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..20 {
                    let _ = victim == victim.clone();
                    let text = spectable::to_string(&victim).unwrap();
                    let again: Victim = spectable::from_str(&text).unwrap();
                    assert_eq!(again.list.map(|list| list.len()), Some(2));
                    let _ = format!("{victim:?}");
                }
            });
        }
    });
}
