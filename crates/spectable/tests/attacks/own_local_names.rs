//~ error: E0530
// A static has the name of a variable of the expansion. A pattern may not mean a static.
#![forbid(unsafe_code)]
#![allow(dead_code, non_upper_case_globals)]
static model: u8 = 0;
static __model: u8 = 0;
static value: u8 = 0;
static s: u8 = 0;
static d: u8 = 0;
static f: u8 = 0;
static other: u8 = 0;
static text: u8 = 0;
static state: u8 = 0;
spectable::model! {
    pub struct Victim = "Victim" { a with_a: String = "a" }
}
spectable::open_enum! { pub enum E { A = "a" } }
fn main() {}
