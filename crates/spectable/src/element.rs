//! What the items of lists and maps are, and by which shape they are handled.
//!
//! A type names its [`Shape`], which knows how all types of that shape are made, filled and read. So an open enum
//! or a model needs no functions of its own for this, which each user would have to compile.
//!
//! What `unsafe` code relies on here (rule 5 in `layout.rs`): the `slot` and `option` of a kind are those of the type that the
//! kind is of.

use std::collections::BTreeMap;

use serde_json::Value;
use time::{Date, OffsetDateTime};

use crate::integer_enum::IntegerEnum;
use crate::layout::{Model, ModelMut, ModelRef, RawOption, enum_slot, integer_enum_slot};
use crate::leaves::leaves;
use crate::open_enum::OpenEnum;
use crate::slots::{ItemMut, ItemRef};
use crate::table::{RawEnum, RawKind, RawList, RawMap, RawUnion, RawValues};
use crate::union::{self, Union};

/// What the item of a list or map may be: a leaf, an open enum, a list, a map, or a model; or an `Option` of one, which may be null.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be an item of a list or map",
    label = "not a kind of item",
    note = "an item is a String, i32, i64, u64, f64, bool, OffsetDateTime, Date, serde_json::Value, an `open_enum!`, an `integer_enum!`, a `union!`, a Vec<T>, a BTreeMap<String, T>, a model without a Box or an Option of one of these"
)]
pub trait Element: Sized + Send + Sync + 'static {
    #[doc(hidden)]
    type Shape: Shape<Self>;
}

/// How the types of one shape are handled as items.
pub trait Shape<T> {
    /// What they are.
    const KIND: RawKind;
    /// Whether null is one of them.
    const NULLABLE: bool = false;
    /// A value to be filled.
    fn blank() -> T;
    /// A value, to be filled.
    fn item_mut(value: &mut T) -> ItemMut<'_>;
    /// A value, to be read.
    fn item(value: &T) -> ItemRef<'_>;
}

/// A shape whose types have no null.
#[diagnostic::on_unimplemented(
    message = "an `Option` cannot be an alternative of a union",
    label = "an `Option`",
    note = "null is none of the alternatives: a union keeps it in `Unrecognized`"
)]
pub trait NotNull {}

/// The kind of an item.
pub(crate) const fn kind<T: Element>() -> RawKind {
    <T::Shape as Shape<T>>::KIND
}

/// Whether an item may be null.
pub(crate) const fn is_nullable<T: Element>() -> bool {
    <T::Shape as Shape<T>>::NULLABLE
}

/// An item to be filled.
pub(crate) fn blank<T: Element>() -> T {
    T::Shape::blank()
}

/// An item as the interpreter fills it.
pub(crate) fn item_mut<T: Element>(value: &mut T) -> ItemMut<'_> {
    T::Shape::item_mut(value)
}

/// An item as the interpreter reads it.
pub(crate) fn item<T: Element>(value: &T) -> ItemRef<'_> {
    T::Shape::item(value)
}

/// The shape of leaves.
pub struct LeafShape;

macro_rules! elements {
    ($($kind:ident: $ty:ty, $taken:ty, $blank:expr;)*) => {$(
        impl Element for $ty {
            type Shape = LeafShape;
        }
        impl Shape<$ty> for LeafShape {
            const KIND: RawKind = RawKind::$kind;
            fn blank() -> $ty {
                $blank
            }
            fn item_mut(value: &mut $ty) -> ItemMut<'_> {
                ItemMut::$kind(value)
            }
            fn item(value: &$ty) -> ItemRef<'_> {
                ItemRef::$kind(value)
            }
        }
    )*};
}
leaves!(elements);

/// The shape of open enums of texts.
pub struct EnumShape;

impl<E: OpenEnum> Shape<E> for EnumShape {
    const KIND: RawKind = RawKind::Enum(&RawEnum {
        idents: E::IDENTS,
        values: RawValues::Texts(E::VALUES),
        slot: enum_slot::<E>,
        option: RawOption::of::<E>(),
    });
    fn blank() -> E {
        E::from_text("")
    }
    fn item_mut(value: &mut E) -> ItemMut<'_> {
        ItemMut::Enum(value)
    }
    fn item(value: &E) -> ItemRef<'_> {
        ItemRef::Enum(value.as_ref())
    }
}

/// The shape of open enums of integers.
pub struct IntegerEnumShape;

impl<E: IntegerEnum> Shape<E> for IntegerEnumShape {
    const KIND: RawKind = RawKind::Enum(&RawEnum {
        idents: E::IDENTS,
        values: RawValues::Integers(E::VALUES),
        slot: integer_enum_slot::<E>,
        option: RawOption::of::<E>(),
    });
    fn blank() -> E {
        E::from_number(0)
    }
    fn item_mut(value: &mut E) -> ItemMut<'_> {
        ItemMut::IntegerEnum(value)
    }
    fn item(value: &E) -> ItemRef<'_> {
        ItemRef::Integer(value.number())
    }
}

/// The shape of unions.
pub struct UnionShape;

impl<U: Union> Shape<U> for UnionShape {
    const KIND: RawKind = RawKind::Union(&RawUnion {
        idents: U::IDENTS,
        alternatives: U::raw_alternatives,
        slot: |slot| slot.cast::<Option<U>>(),
        option: RawOption::of::<U>(),
    });
    fn blank() -> U {
        union::blank()
    }
    fn item_mut(value: &mut U) -> ItemMut<'_> {
        ItemMut::Union(value)
    }
    fn item(value: &U) -> ItemRef<'_> {
        ItemRef::Union(value)
    }
}

/// The shape of models.
pub struct ModelShape;

impl<M: Model> Element for M {
    type Shape = ModelShape;
}

impl<M: Model> Shape<M> for ModelShape {
    const KIND: RawKind = RawKind::Model(M::raw_table);
    fn blank() -> M {
        M::default()
    }
    fn item_mut(value: &mut M) -> ItemMut<'_> {
        ItemMut::Model(ModelMut::of(value))
    }
    fn item(value: &M) -> ItemRef<'_> {
        ItemRef::Model(ModelRef::of(value))
    }
}

/// The shape of lists and maps.
pub struct ContainerShape;

impl<T: Element> Element for Vec<T> {
    type Shape = ContainerShape;
}

impl<T: Element> Shape<Vec<T>> for ContainerShape {
    const KIND: RawKind = RawKind::List(&RawList {
        item: kind::<T>(),
        nullable: is_nullable::<T>(),
        slot: |slot| slot.cast::<Option<Vec<T>>>(),
        option: RawOption::of::<Vec<T>>(),
    });
    fn blank() -> Vec<T> {
        Vec::new()
    }
    fn item_mut(value: &mut Vec<T>) -> ItemMut<'_> {
        ItemMut::List(value)
    }
    fn item(value: &Vec<T>) -> ItemRef<'_> {
        ItemRef::List(value)
    }
}

impl<T: Element> Element for BTreeMap<String, T> {
    type Shape = ContainerShape;
}

impl<T: Element> Shape<BTreeMap<String, T>> for ContainerShape {
    const KIND: RawKind = RawKind::Map(&RawMap {
        item: kind::<T>(),
        nullable: is_nullable::<T>(),
        slot: |slot| slot.cast::<Option<BTreeMap<String, T>>>(),
        option: RawOption::of::<BTreeMap<String, T>>(),
    });
    fn blank() -> BTreeMap<String, T> {
        BTreeMap::new()
    }
    fn item_mut(value: &mut BTreeMap<String, T>) -> ItemMut<'_> {
        ItemMut::Map(value)
    }
    fn item(value: &BTreeMap<String, T>) -> ItemRef<'_> {
        ItemRef::Map(value)
    }
}

macro_rules! not_null {
    ($($shape:ident)*) => {$(
        impl NotNull for $shape {}
    )*};
}
not_null!(LeafShape EnumShape IntegerEnumShape UnionShape ModelShape ContainerShape);

/// The shape of items that may be null.
pub struct OptionShape;

impl<T: Element<Shape: NotNull>> Element for Option<T> {
    type Shape = OptionShape;
}

impl<T: Element<Shape: NotNull>> Shape<Option<T>> for OptionShape {
    const KIND: RawKind = kind::<T>();
    const NULLABLE: bool = true;
    fn blank() -> Option<T> {
        None
    }
    fn item_mut(value: &mut Option<T>) -> ItemMut<'_> {
        ItemMut::Option(value)
    }
    fn item(value: &Option<T>) -> ItemRef<'_> {
        ItemRef::Option(value)
    }
}
