//~ compiles
// `::core` may be another crate.
extern crate self as core;

pub mod option {
    pub type Option<T> = Result<T, std::convert::Infallible>;
}
pub mod primitive {
    pub struct str;
    pub struct bool;
}

spectable::model! {
    #[deprecated = "for the sake of it"]
    pub struct Victim = "Victim" {
        count with_count: i64 = "count",
        colour with_colour: Colour = "colour",
    }
}
spectable::open_enum! {
    #[deprecated(note = "likewise")]
    pub enum Colour { Red = "red" }
}

#[allow(deprecated)]
fn main() {
    let victim: Victim = spectable::from_str(r#"{"count":1,"colour":"red"}"#).unwrap();
    assert_eq!(victim.count, Some(1));
    assert!(matches!(victim.colour, Some(Colour::Red)));
}
