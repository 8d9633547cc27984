//~ error: cannot be a property of a model
//~ note: `Option` is left away: every property is optional by itself
spectable::model! {
    pub struct Outer = "Outer" {
        text with_text: Option<String> = "text",
    }
}
fn main() {}
