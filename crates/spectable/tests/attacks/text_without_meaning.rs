//~ error: only `documented`, `format` and `default` are followed by a text
spectable::model! { pub struct V = "V" { i with_i: i64 = "i" (required "yes") } }
fn main() {
    let _ = V::default();
}
