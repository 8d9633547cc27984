//~ nightly
//~ compiles
// Constant methods that every type has bear the names that an expansion might call.
#![feature(const_trait_impl)]
#![forbid(unsafe_code)]
#![allow(dead_code)]
const trait Evil: Sized {
    fn as_mut_ptr(&self) -> usize {
        0
    }
    fn cast(self) -> usize;
    fn uninit() -> usize {
        0
    }
    fn of() -> usize {
        0
    }
}
impl<T> const Evil for T {
    fn cast(self) -> usize {
        std::mem::forget(self);
        0
    }
}
spectable::model! {
    pub struct Victim = "Victim" {
        a with_a: String = "a",
        b with_b: Box<Victim> = "b",
    }
}
fn main() {
    let text = r#"{"a":"x","b":{"a":"y"}}"#;
    let victim: Victim = spectable::from_str(text).unwrap();
    assert_eq!(spectable::to_string(&victim).unwrap(), text);
}
