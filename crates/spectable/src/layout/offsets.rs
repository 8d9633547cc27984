//! Where the fields of a model are.
//!
//! A model is `repr(C)`: its fields are in documented order, each at the next place that suits its alignment, followed by
//! its `Extra` (the Rust reference, "Type layout"). So the kinds of the rows give each offset. `offset_of!` would give the
//! same, but rustc would have to check, build and evaluate a constant for each property.

use std::alloc::Layout;
use std::ptr::NonNull;

use serde_json::Value;
use time::{Date, OffsetDateTime};

use crate::leaves::leaves;
use crate::table::RawKind;

/// The offsets of the fields of a `repr(C)` struct, in bytes, and its layout; `None` for one that is larger than memory.
pub(super) fn of(fields: impl Iterator<Item = Layout>) -> (Vec<usize>, Option<Layout>) {
    let mut whole = Some(Layout::new::<()>());
    let offsets = fields.map_while(|field| {
        let (longer, offset) = whole?.extend(field).ok().unzip();
        whole = longer;
        offset
    });
    (offsets.collect(), whole.map(|whole| whole.pad_to_align()))
}

/// The layout of an `Option<T>` whose `T` is of this kind.
pub(super) fn slot_layout(kind: RawKind) -> Layout {
    macro_rules! by_kind {
        ($($kind:ident: $ty:ty, $taken:ty, $blank:expr;)*) => {
            match kind {
                $(RawKind::$kind => Layout::new::<Option<$ty>>(),)*
                // `Option<Box<M>>` is a nullable pointer.
                RawKind::Model(_) => Layout::new::<Option<NonNull<()>>>(),
                RawKind::Enum(kind) => kind.option.layout,
                RawKind::List(kind) => kind.option.layout,
                RawKind::Map(kind) => kind.option.layout,
                RawKind::Union(kind) => kind.option.layout,
            }
        };
    }
    leaves!(by_kind)
}

#[cfg(test)]
mod tests {
    use std::alloc::Layout;
    use std::collections::BTreeMap;
    use std::mem::offset_of;

    use super::{of, slot_layout};
    use crate::Model;
    use crate::types::{Date, OffsetDateTime, Value};

    #[allow(
        dead_code,
        unreachable_pub,
        clippy::non_canonical_partial_ord_impl,
        clippy::undocumented_unsafe_blocks,
        clippy::macro_metavars_in_unsafe,
        reason = "the test asks only where the fields are"
    )]
    mod models {
        use super::*;

        crate::model! {
            pub struct Mixed = "Mixed" {
                a with_a: bool = "a",
                b with_b: i64 = "b",
                c with_c: Date = "c",
                d with_d: bool = "d",
                e with_e: Small = "e",
                f with_f: bool = "f",
                g with_g: Value = "g",
                h with_h: OffsetDateTime = "h",
                i with_i: f64 = "i",
                j with_j: Box<Mixed> = "j",
                k with_k: Vec<Mixed> = "k",
                l with_l: BTreeMap<String, bool> = "l",
                m with_m: String = "m",
                n with_n: bool = "n",
                o with_o: i32 = "o",
                p with_p: bool = "p",
                q with_q: u64 = "q",
                r with_r: i32 = "r",
            }
        }
        crate::open_enum! { pub enum Small { One = "1" } }
    }
    use models::Mixed;

    #[test]
    fn offsets_are_those_of_the_compiler() {
        // The last field, which only the expansion can name.
        let extra = size_of::<Mixed>() - size_of::<crate::Extra>();
        let expected = [
            offset_of!(Mixed, a),
            offset_of!(Mixed, b),
            offset_of!(Mixed, c),
            offset_of!(Mixed, d),
            offset_of!(Mixed, e),
            offset_of!(Mixed, f),
            offset_of!(Mixed, g),
            offset_of!(Mixed, h),
            offset_of!(Mixed, i),
            offset_of!(Mixed, j),
            offset_of!(Mixed, k),
            offset_of!(Mixed, l),
            offset_of!(Mixed, m),
            offset_of!(Mixed, n),
            offset_of!(Mixed, o),
            offset_of!(Mixed, p),
            offset_of!(Mixed, q),
            offset_of!(Mixed, r),
            extra,
        ];
        let slots = Mixed::raw_table().fields.iter().map(|field| slot_layout(field.kind));
        let laid_out = of(slots.chain([Layout::new::<crate::Extra>()]));
        assert_eq!(laid_out, (expected.to_vec(), Some(Layout::new::<Mixed>())));
    }

    /// On many 32-bit machines a pointer is aligned to 4, and a whole number of 64 bits to 8.
    #[test]
    fn what_is_behind_the_last_field_counts() {
        let layout = |size, align| Layout::from_size_align(size, align).ok();
        let fields = [layout(16, 8), layout(1, 1), layout(4, 4)];
        assert_eq!(of(fields.into_iter().flatten()), (vec![0, 16, 20], layout(24, 8)));
        let fields = [layout(16, 8), layout(4, 4)];
        assert_eq!(of(fields.into_iter().flatten()), (vec![0, 16], layout(24, 8)));
    }
}
