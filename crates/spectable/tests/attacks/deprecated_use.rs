//~ error: use of deprecated field `models::Current::old`
#![deny(deprecated)]
mod models {
    spectable::model! {
        pub struct Current = "Current" {
            #[deprecated]
            old with_old: String = "old",
        }
    }
}
fn main() {
    let _ = models::Current::default().old;
}
