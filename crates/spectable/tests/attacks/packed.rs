//~ error: no rules expected
spectable::model! {
    #[repr(packed)]
    pub struct Outer = "Outer" {
        number with_number: i64 = "number",
    }
}
fn main() {}
