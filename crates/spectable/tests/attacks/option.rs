//~ error: cannot be a property of a model
//~ note: there is no `Option`: every property is optional by itself
spectable::model! {
    pub struct Outer = "Outer" {
        text with_text: Option<String> = "text",
    }
}
fn main() {}
