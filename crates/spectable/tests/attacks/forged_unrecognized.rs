//~ error: E0423
// Nobody but the enum itself makes an unrecognized value.
#![forbid(unsafe_code)]
spectable::open_enum! {
    pub enum Colour { Red = "red" }
}
fn main() {
    let _ = Colour::Unrecognized(spectable::Unrecognized("red"));
}
