//~ error: no rules expected `::`
spectable::model! {
    pub struct Victim = "Victim" {
        #[deprecated::apply(pack)]
        text with_text: String = "text",
    }
}
fn main() {}
