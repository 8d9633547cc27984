//~ compiles
// The names of fields come from both sides of a macro of the user's, and some are those of the variables of the expansion.
#![forbid(unsafe_code)]
macro_rules! mk {
    ($v:ident, $f:ident, $s:ident, $t:ty) => {
        spectable::model! {
            pub struct $v = "V" {
                a with_a: Vec<i64> = "a",
                $f $s: $t = "f",
            }
        }
    };
}
mk!(V1, b, with_b, String);
mod m {
    mk!(V2, r#type, with_type, String);
    mk!(V3, model, with_model, String);
    mk!(V4, __model, with_model, String);
}
fn main() {
    let v: V1 = spectable::from_str(r#"{"a":[1],"f":"0123456789"}"#).unwrap();
    assert_eq!((v.a.unwrap().len(), v.b.unwrap().len()), (1, 10));
    let v: m::V2 = spectable::from_str(r#"{"a":[1],"f":"0123456789"}"#).unwrap();
    assert_eq!((v.a.unwrap().len(), v.r#type.unwrap().len()), (1, 10));
    let v: m::V3 = spectable::from_str(r#"{"a":[1],"f":"0123456789"}"#).unwrap();
    assert_eq!((v.a.unwrap().len(), v.model.unwrap().len()), (1, 10));
    let v: m::V4 = spectable::from_str(r#"{"a":[1],"f":"0123456789"}"#).unwrap();
    assert_eq!((v.a.unwrap().len(), v.__model.unwrap().len()), (1, 10));
}
