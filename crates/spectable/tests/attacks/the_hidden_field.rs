//~ error: field `__extra` is already declared
spectable::model! {
    pub struct Outer = "Outer" {
        __extra with_extra: String = "extra",
    }
}
fn main() {}
