//~ error: cannot be a property of a model
spectable::model! {
    pub struct Outer = "Outer" {
        text with_text: &'static str = "text",
    }
}
fn main() {}
