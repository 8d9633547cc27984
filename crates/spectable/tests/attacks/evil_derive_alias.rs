//~ error: E0428
// A user's own `derive` would drop the enum, so that the name would be another type of the user's. The expansion names the real
// one by a path, and so the name is taken twice.
#![forbid(unsafe_code)]
#![allow(dead_code)]
mod m {
    use evil_pm::drop_item as derive;
    spectable::model! { pub struct Inner = "Inner" { x with_x: i64 = "x" } }
    pub type Big = Box<Inner>;
    spectable::open_enum! { pub enum Big { A = "a" } }
}
fn main() {}
