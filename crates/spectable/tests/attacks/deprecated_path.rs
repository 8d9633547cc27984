//~ error: no rules expected `::`
// What begins like the attribute may be a macro of somebody else's, which could reorder the fields.
spectable::model! {
    #[deprecated::apply(reorder)]
    pub struct Victim = "Victim" {
        text with_text: String = "text",
    }
}
fn main() {}
