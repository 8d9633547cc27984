//~ error: `i32` cannot be a property of a model
spectable::model! {
    pub struct Outer = "Outer" {
        count with_count: i32 = "count",
    }
}
fn main() {}
