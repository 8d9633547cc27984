//~ error: the row of additional properties is the last one
spectable::model! {
    pub struct M = "M" {
        some with_some: std::collections::BTreeMap<String, i64> = "some" (additional),
        others with_others: std::collections::BTreeMap<String, i64> = "others" (additional),
    }
}
fn main() {}
