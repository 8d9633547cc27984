//~ error: `Inner` cannot be a property of a model
//~ note: a model stands in a Box here (`Box<Model>`), and `Option` is left away
spectable::model! {
    pub struct Inner = "Inner" {}
}
spectable::model! {
    pub struct Outer = "Outer" {
        inner with_inner: Inner = "inner",
    }
}
fn main() {}
