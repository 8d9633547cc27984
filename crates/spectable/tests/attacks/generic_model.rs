//~ error: no rules expected
spectable::model! {
    pub struct Outer<T> = "Outer" {
        value with_value: T = "value",
    }
}
fn main() {}
