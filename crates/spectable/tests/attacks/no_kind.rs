//~ error: `Duration` cannot be a property of a model
//~ note: a property is a String, i32, i64, u64, f64, bool, OffsetDateTime, Date, serde_json::Value
use std::time::Duration;
spectable::model! {
    pub struct Outer = "Outer" {
        lasts with_lasts: Duration = "lasts",
    }
}
fn main() {}
