//! Macros by `macro_rules` from a crate of their own, and of an older edition than the programs that use them.
#![forbid(unsafe_code)]

/// Another type than the one of this name where the macro is used.
pub type Text = std::string::String;

/// A model with the types of this crate, and with names of fields from here and from there.
#[macro_export]
macro_rules! mixed_model {
    ($model:ident, $field:ident, $setter:ident, $ty:ty) => {
        spectable::model! {
            pub struct $model = "Mixed" {
                a with_a: $crate::Text = "a",
                $field $setter: $ty = "b",
                list with_list: Vec<$crate::Text> = "list",
            }
        }
    };
}
