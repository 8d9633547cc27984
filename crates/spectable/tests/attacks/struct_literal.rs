//~ error: cannot construct `Outer` with struct literal syntax due to private fields
mod models {
    spectable::model! {
        pub struct Outer = "Outer" {
            a with_a: i64 = "a",
        }
    }
}
fn main() {
    let _ = models::Outer { a: Some(1) };
}
