//~ compiles
// Nothing in the user's scope takes the place of what the expansion means.
#![allow(dead_code, non_camel_case_types)]
mod core {}
mod spectable_private {}
struct Table;
struct TABLE;
struct Slot;
struct Property;
struct Element;
struct RawField;
struct RawTable;
struct Result;
struct String2;
struct Box2;
struct S;
struct D;
struct H;
struct bool2;
trait Model {}
trait Serialize {}
trait Deserialize {}
trait Default {}
trait Clone {}
trait Argument {}
macro_rules! concat {
    ($($t:tt)*) => {
        compile_error!("the user's own")
    };
}
macro_rules! stringify {
    ($($t:tt)*) => {
        compile_error!("the user's own")
    };
}
spectable::model! {
    pub struct Outer = "Outer" {
        text with_text: String = "text" (required, documented "Text"),
        colour with_colour: Colour = "colour",
        s with_s: Box<Outer> = "s",
    }
}
spectable::open_enum! {
    pub enum Colour { Red = "red", Ok = "ok", None = "none", Some = "some" }
}
fn main() {
    let outer: Outer = spectable::from_str(r#"{"text":"x","colour":"none","s":{}}"#).unwrap();
    assert!(matches!(outer.colour, ::core::option::Option::Some(Colour::None)));
}
