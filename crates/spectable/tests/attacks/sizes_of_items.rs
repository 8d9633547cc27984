//~ compiles
// Items of no size, of a large one, and aligned to more than anything of the run time's.
#![forbid(unsafe_code)]
use std::collections::BTreeMap;

use spectable::{Element, OpenEnum};

macro_rules! items {
    ($($(#[$attribute:meta])* $name:ident($inner:ty, $value:expr);)*) => {$(
        $(#[$attribute])*
        #[derive(Clone)]
        struct $name($inner);
        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                assert!(std::ptr::from_ref(self).addr() % align_of::<Self>() == 0);
                stringify!($name)
            }
        }
        impl OpenEnum for $name {
            const IDENTS: &'static str = "";
            const VALUES: &'static [&'static str] = &[];
            fn from_text(_: &str) -> Self {
                Self($value)
            }
        }
        impl Element for $name {
            type Shape = spectable::__EnumShape;
        }
    )*};
}
items! {
    Nothing((), ());
    Large([u64; 4096], [7; 4096]);
    #[repr(align(4096))]
    Aligned(u8, 7);
    #[repr(align(256))]
    AlignedNothing((), ());
    #[repr(C, packed)]
    Packed([u8; 3], [7; 3]);
}
spectable::model! {
    pub struct Victim = "Victim" {
        a with_a: Vec<Nothing> = "a",
        b with_b: Vec<Large> = "b",
        c with_c: BTreeMap<String, Aligned> = "c",
        d with_d: Vec<BTreeMap<String, Vec<AlignedNothing>>> = "d",
        e with_e: Vec<Packed> = "e",
    }
}
fn main() {
    let text = r#"{"a":["Nothing","Nothing"],"b":["Large","Large"],"c":{"k":"Aligned","l":"Aligned"},"d":[{"k":["AlignedNothing"]}],"e":["Packed","Packed"]}"#;
    let victim: Victim = spectable::from_str(text).unwrap();
    assert_eq!(spectable::to_string(&victim.clone()).unwrap(), text);
    assert_eq!(victim.b.map(|list| list.iter().flat_map(|large| large.0).sum()), Some(2 * 4096 * 7_u64));
    assert_eq!(victim.c.map(|map| map.values().map(|aligned| aligned.0).sum()), Some(14_u8));
    assert_eq!(victim.e.map(|list| list[1].0), Some([7; 3]));
}
