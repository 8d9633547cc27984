//~ error: `Inner` cannot be a property of a model
//~ note: a model is in a Box here (`Box<Model>`), and there is no `Option`
spectable::model! {
    pub struct Inner = "Inner" {}
}
spectable::model! {
    pub struct Outer = "Outer" {
        inner with_inner: Inner = "inner",
    }
}
fn main() {}
