//~ compiles
// Another field of the same name and another type is behind a `Deref`. The lookup of a field stops at the model itself.
#![forbid(unsafe_code)]
use std::ops::{Deref, DerefMut};
pub struct Other {
    pub a: Option<Vec<i64>>,
    pub b: Option<i64>,
}
static OTHER: Other = Other { a: None, b: None };
spectable::model! {
    pub struct Victim = "Victim" {
        a with_a: String = "a",
        c with_c: Vec<i64> = "c",
    }
}
impl Deref for Victim {
    type Target = Other;
    fn deref(&self) -> &Other {
        &OTHER
    }
}
impl DerefMut for Victim {
    fn deref_mut(&mut self) -> &mut Other {
        panic!()
    }
}
fn main() {
    let victim: Victim = spectable::from_str(r#"{"a":"0123456789","c":[1]}"#).unwrap();
    assert_eq!(victim.a.as_deref(), Some("0123456789"));
    assert_eq!(victim.b, None);
    assert_eq!(spectable::to_string(&victim.clone()).unwrap(), r#"{"a":"0123456789","c":[1]}"#);
}
