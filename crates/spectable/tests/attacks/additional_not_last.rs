//~ error: the row of additional properties is the last one
spectable::model! {
    pub struct M = "M" {
        others with_others: std::collections::BTreeMap<String, i64> = "" (additional),
        a with_a: String = "a",
    }
}
fn main() {}
