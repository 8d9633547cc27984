//~ compiles
// An open enum by hand whose names, values and texts do not go together.
#![forbid(unsafe_code)]
use spectable::{Element, Model, OpenEnum};

#[derive(Clone, Debug)]
struct Liar(u8);
impl AsRef<str> for Liar {
    fn as_ref(&self) -> &str {
        ["b", "x", ""][usize::from(self.0 % 3)]
    }
}
impl OpenEnum for Liar {
    const IDENTS: &'static str = "r# r#r# \u{2003}";
    const VALUES: &'static [&'static str] = &["a", "b", "b", "\0", ""];
    fn from_text(text: &str) -> Self {
        Self(text.len() as u8)
    }
}
impl Element for Liar {
    type Shape = spectable::__EnumShape;
}
spectable::model! {
    pub struct Victim = "Victim" {
        a with_a: Vec<Liar> = "a",
    }
}
fn main() {
    let victim: Victim = spectable::from_str(r#"{"a":["","b","cc"]}"#).unwrap();
    assert_eq!(spectable::to_string(&victim.clone()).unwrap(), r#"{"a":["x","x","b"]}"#);
    assert_eq!(format!("{:?}", Victim::table().field("a").map(|field| field.kind())).is_empty(), false);
    let _ = format!("{victim:?}");
}
