//~ compiles
// Functions of an open enum have the names of those of the traits that the expansion implements, and give something else.
#![forbid(unsafe_code)]
#![allow(dead_code, non_upper_case_globals)]
spectable::open_enum! {
    pub enum Colour { Red = "red", Green = "green" }
}
impl Colour {
    const IDENTS: u8 = 1;
    const KIND: u8 = 1;
    fn from_text(_: u8) -> u8 {
        1
    }
    fn as_ref(&self) -> u8 {
        1
    }
    fn clone(&self) -> u8 {
        1
    }
    fn fmt(&self) -> u8 {
        1
    }
    fn from(_: u8) -> u8 {
        1
    }
    fn cmp(&self) -> u8 {
        1
    }
    fn put(&mut self, _: &str) -> u8 {
        1
    }
    fn clear(&mut self) -> u8 {
        1
    }
}
spectable::model! {
    pub struct Victim = "Victim" {
        a with_a: Colour = "a",
        b with_b: Vec<Colour> = "b",
    }
}
fn main() {
    let text = r#"{"a":"red","b":["green","blue"]}"#;
    let mut victim: Victim = spectable::from_str(text).unwrap();
    assert_eq!(spectable::to_string(&victim.clone()).unwrap(), text);
    spectable::Model::set_null(&mut victim, "a").unwrap();
    assert_eq!(spectable::to_string(&victim).unwrap(), r#"{"b":["green","blue"],"a":null}"#);
}
