//~ error: name `cfg_attr` is reserved in attribute namespace
// An attribute macro is called as one that the compiler knows before it looks up names.
#![forbid(unsafe_code)]
mod m {
    #[allow(unused_imports)]
    use evil_pm::drop_item as cfg_attr;
    spectable::model! {
        #[deprecated]
        pub struct Victim = "Victim" {
            a with_a: String = "a",
        }
    }
}
fn main() {}
