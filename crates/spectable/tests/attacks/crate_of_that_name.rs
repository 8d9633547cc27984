//~ compiles
// Other crates have the names of those that an expansion needs.
#![forbid(unsafe_code)]
#![allow(unused_extern_crates)]
extern crate evil_lib as alloc;
extern crate evil_lib as core;
extern crate evil_lib as serde;
extern crate evil_lib as serde_json;
extern crate evil_lib as time;
extern crate spectable as genuine;
mod inner {
    #![allow(unused_imports)]
    use evil_lib as spectable;
    use evil_lib as std;
    genuine::model! {
        pub struct Victim = "Victim" {
            a with_a: String = "a",
            b with_b: Colour = "b",
        }
    }
    genuine::open_enum! {
        pub enum Colour { Red = "red" }
    }
}
fn main() {
    let text = r#"{"a":"x","b":"red"}"#;
    let victim: inner::Victim = genuine::from_str(text).unwrap();
    assert_eq!(genuine::to_string(&victim).unwrap(), text);
}
