//~ error: `i16` cannot be a property of a model
spectable::model! {
    pub struct Outer = "Outer" {
        count with_count: i16 = "count",
    }
}
fn main() {}
