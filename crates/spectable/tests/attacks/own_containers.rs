//~ error: `Box<Victim>` cannot be a property of a model
//~ error: `Vec<i64>` cannot be a property of a model
//~ error: `String` cannot be a property of a model
// The user's own types have the names of kinds. A kind is what a type is, not how it is called.
#![forbid(unsafe_code)]
#![allow(dead_code)]
pub struct Box<T>(std::marker::PhantomData<T>);
pub struct Vec<T>(T);
pub struct String(u8);
pub struct Extra;
pub struct MaybeUninit;
spectable::model! {
    pub struct Victim = "Victim" {
        a with_a: Box<Victim> = "a",
        b with_b: Vec<i64> = "b",
        c with_c: String = "c",
    }
}
fn main() {}
