//~ error: cannot find value `requird` in module `$crate::__options`
spectable::model! {
    pub struct Outer = "Outer" {
        a with_a: i64 = "a" (requird),
    }
}
fn main() {}
