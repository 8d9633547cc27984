//~ error: `Box<Inner>` is not a model
//~ note: the items of a list or map are models without a Box
spectable::model! {
    pub struct Inner = "Inner" {}
}
spectable::model! {
    pub struct Outer = "Outer" {
        items with_items: Vec<Box<Inner>> = "items",
    }
}
fn main() {}
