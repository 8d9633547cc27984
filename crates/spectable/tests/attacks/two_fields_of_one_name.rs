//~ error: field `a` is already declared
spectable::model! {
    pub struct Outer = "Outer" {
        a with_a: i64 = "a",
        a with_b: f64 = "b",
    }
}
fn main() {}
