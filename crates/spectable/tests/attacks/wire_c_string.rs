//~ error: E0308
// A C string is not a valid name.
#![forbid(unsafe_code)]
spectable::model! {
    pub struct Victim = "Victim" {
        a with_a: String = c"a",
        b with_b: String = br"b",
        c with_c: String = 'c',
    }
}
fn main() {}
