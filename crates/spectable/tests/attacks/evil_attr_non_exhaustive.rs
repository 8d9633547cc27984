//~ error: E0659
// An attribute macro that has the name of the built-in attribute `non_exhaustive` is in scope. The compiler refuses to choose.
#![forbid(unsafe_code)]
#[allow(unused_imports)]
mod m {
    use evil_pm::non_exhaustive;
    spectable::model! {
        /// Documented.
        #[deprecated]
        pub struct Victim = "Victim" {
            a with_a: String = "a",
            #[deprecated]
            b with_b: Vec<i64> = "b",
        }
    }
}
fn main() {}
