//~ error: no rules expected
spectable::model! {
    pub struct Outer = "Outer" {
        #[cfg(any())]
        number with_number: i64 = "number",
    }
}
fn main() {}
