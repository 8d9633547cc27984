// Generated from openapi.yaml, release 1.0.0 by spectable; not to be edited.


spectable::open_enum! {
    /// The colour on the back of a queen, by the year in which it hatched.
    pub enum Marking {
        White = "white",
        Yellow = "yellow",
        Red = "red",
        Green = "green",
        Blue = "blue",
    }
}
