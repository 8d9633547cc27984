//~ compiles
// The user makes kinds, rows and tables by hand. They are plain data, which the run time never takes from a user.
#![forbid(unsafe_code)]
use spectable::{__Property as Property, __RawKind as RawKind, __RawTable as RawTable, __row as row};

spectable::model! {
    pub struct Victim = "Victim" {
        a with_a: String = "a",
        b with_b: Vec<i64> = "b",
    }
}
static TABLE: RawTable = RawTable::of::<Victim>("Other", "one two three", &[("a", 32, "other"), ("c", 32, "")], 255);
fn main() {
    let field = row::<String>(std::ptr::null_mut(), "\0", 255);
    drop(field);
    let RawKind::List(list) = <Vec<i64> as Property>::KIND else { unreachable!() };
    let _ = RawKind::Model(|| &TABLE);
    let slot = (list.slot)(std::ptr::dangling_mut());
    assert!(!slot.is_null());
    let victim: Victim = spectable::from_str(r#"{"a":"x","b":[1]}"#).unwrap();
    assert_eq!(format!("{victim:?}"), r#"Victim { a: "x", b: [1] }"#);
    assert!(!format!("{TABLE:?}").is_empty());
}
