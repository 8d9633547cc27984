//~ error: mismatched types
spectable::open_enum! { pub enum A { X = "x" } }
spectable::open_enum! { pub enum B { Y = "y" } }
fn main() {
    let A::Unrecognized(text) = A::from("y") else { return };
    let _ = B::Unrecognized(text);
}
