//~ compiles
// A union by hand whose index, items and alternatives do not go together, and change.
#![forbid(unsafe_code)]
use spectable::{Element, Model, Union, __ItemMut as ItemMut, __ItemRef as ItemRef, __RawAlternative as RawAlternative};

struct Liar(u8, String, i64, Box<Other>);
impl Union for Liar {
    const IDENTS: &'static str = "r# r#r# \u{2003}";
    const ONLY_KEY: Option<&'static str> = Some("c");
    fn raw_alternatives() -> &'static [RawAlternative] {
        const { &[spectable::__alternative::<Vec<Liar>>(Some("a"), &["b"]), spectable::__alternative::<Victim>(Some(""), &[])] }
    }
    fn blank(index: usize) -> Self {
        Self(index as u8, String::new(), 1, Box::default())
    }
    fn index(&self) -> usize {
        usize::from(self.0).wrapping_mul(0x1_0001)
    }
    fn item(&self) -> ItemRef<'_> {
        match self.0 % 3 {
            0 => spectable::__item_of(&self.1),
            1 => spectable::__item_of(&self.2),
            _ => spectable::__item_of::<Other>(&self.3),
        }
    }
    fn item_mut(&mut self) -> ItemMut<'_> {
        self.0 = self.0.wrapping_add(1);
        match self.0 % 2 {
            0 => spectable::__item_mut_of(&mut self.1),
            _ => spectable::__item_mut_of::<Other>(&mut self.3),
        }
    }
}
impl Element for Liar {
    type Shape = spectable::__UnionShape;
}
spectable::model! {
    pub struct Victim = "Victim" {
        a with_a: Vec<Liar> = "a",
    }
    pub struct Other = "Other" {
        b with_b: String = "b",
        c with_c: Vec<i64> = "c",
    }
}
fn main() {
    for text in [r#"{"a":[{"b":"x","c":[1]},{"c":[1],"b":""},{"b":1}]}"#, r#"{"a":["x",{"a":"b"},{"":1},{"b":"x","c":[1]},1,[]]}"#, r#"{"a":[{"b":"y"}]}"#, r#"{"a":["",""]}"#] {
        if let Ok(victim) = spectable::from_str::<Victim>(text) {
            let copy = victim.clone();
            let _ = victim == copy;
            let _ = format!("{victim:?} {:?}", Victim::table().field("a").map(|field| field.kind()));
            let _ = spectable::to_string(&copy);
        }
    }
}
