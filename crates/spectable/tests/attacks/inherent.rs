//~ compiles
// Associated items of the model, and those of a trait that every type has, have the names that the expansion uses.
#![forbid(unsafe_code)]
#![allow(dead_code)]
spectable::model! {
    pub struct Victim = "Victim" {
        a with_a: String = "a",
        b with_b: Box<Victim> = "b",
    }
}
impl Victim {
    const RAW_FIELDS: &'static [u8] = &[];
    const RAW_TABLE: u8 = 1;
    const KIND: u8 = 1;
    fn default() -> i32 {
        1
    }
    fn clone(&self) -> i32 {
        1
    }
    fn extra(&self) -> i32 {
        1
    }
    fn table() -> i32 {
        1
    }
    fn eq(&self, _: &Self) -> i32 {
        1
    }
    fn row() {}
}
trait Evil {
    const RAW_FIELDS: &'static [u8] = &[];
    const RAW_TABLE: u8 = 0;
    const KIND: u8 = 0;
    fn as_mut_ptr(&self) -> u8 {
        0
    }
    fn as_ptr(&self) -> u8 {
        0
    }
    fn uninit() -> u8 {
        0
    }
}
impl<T: ?Sized> Evil for T {}
spectable::model! {
    pub struct Victim2 = "Victim" {
        a with_a: String = "a",
        b with_b: Box<Victim> = "b",
    }
}
fn main() {
    let victim: Victim2 = spectable::from_str(r#"{"a":"0123456789","b":{"a":"x"}}"#).unwrap();
    assert_eq!(spectable::to_string(&Clone::clone(&victim)).unwrap(), r#"{"a":"0123456789","b":{"a":"x"}}"#);
}
