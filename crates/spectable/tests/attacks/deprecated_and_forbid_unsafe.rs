//~ compiles
// Deprecated models and properties warn where they are used, and nowhere else; the expansion passes `forbid(unsafe_code)`.
#![forbid(unsafe_code)]
#![deny(warnings)]
mod models {
    spectable::model! {
        /// A model.
        pub struct Current = "Current" {
            /// Documented.
            #[deprecated]
            old with_old: String = "old",
            #[deprecated = "for a reason"]
            older with_older: i64 = "older",
            new with_new: String = "new",
        }
    }
    spectable::model! {
        /// A model.
        #[deprecated]
        pub struct Old = "Old" {
            a with_a: i64 = "a",
        }
    }
    spectable::open_enum! {
        /// An enum.
        #[deprecated]
        pub enum OldEnum { A = "a" }
    }
}
fn main() {
    let current: models::Current = spectable::from_str(r#"{"old":"x","new":"y"}"#).unwrap();
    let _ = current.clone().with_new("z") == current;
    let table = <models::Current as spectable::Model>::table();
    assert!(table.field("old").unwrap().deprecated());
    assert!(!table.field("new").unwrap().deprecated());
}
