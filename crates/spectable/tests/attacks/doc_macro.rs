//~ error: no rules expected
// A doc comment is a literal, so that no macro call gets into an attribute.
#![forbid(unsafe_code)]
spectable::model! { #[doc = include_str!("doc_macro.rs")] pub struct V = "V" { } }
fn main() {}
