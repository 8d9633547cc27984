//! Unions: documented alternatives that can be told apart, and anything else as it was received.

use serde_json::Value;

use crate::element::{self, Element, NotNull};
use crate::layout::ModelMut;
use crate::slots::{ItemMut, ItemRef, SlotMut};
use crate::table::RawAlternative;

/// A union of documented alternatives; made by [`union!`](crate::union).
pub trait Union: Sized + Send + Sync + 'static {
    /// The Rust names of the union and of its alternatives, with white space between them.
    #[doc(hidden)]
    const IDENTS: &'static str;

    /// The key that tells apart all alternatives that are told by keys, where it is one key.
    #[doc(hidden)]
    const ONLY_KEY: Option<&'static str>;

    /// The alternatives, in documented order. They are reached through a function because types refer to one another in circles.
    #[doc(hidden)]
    fn raw_alternatives() -> &'static [RawAlternative];

    /// A blank alternative, to be filled; null where there are not so many.
    #[doc(hidden)]
    fn blank(index: usize) -> Self;

    /// Which alternative it is; the number of alternatives where it is none of them.
    #[doc(hidden)]
    fn index(&self) -> usize;

    /// What it holds.
    #[doc(hidden)]
    fn item(&self) -> ItemRef<'_>;

    /// What it holds, to be filled.
    #[doc(hidden)]
    fn item_mut(&mut self) -> ItemMut<'_>;
}

/// A union as the interpreter sees it.
pub trait AnyUnion {
    /// [`Union::IDENTS`].
    fn idents(&self) -> &'static str;
    /// [`Union::ONLY_KEY`].
    fn only_key(&self) -> Option<&'static str>;
    /// [`Union::raw_alternatives`].
    fn alternatives(&self) -> &'static [RawAlternative];
    /// [`Union::index`].
    fn index(&self) -> usize;
    /// [`Union::item`].
    fn item(&self) -> ItemRef<'_>;
    /// Becomes a blank alternative, to be filled.
    fn start(&mut self, index: usize) -> ItemMut<'_>;
}

/// An `Option<U>` of a union.
pub trait UnionSlot {
    /// Puts a value, to be filled.
    fn open(&mut self) -> &mut dyn AnyUnion;
    /// Empties the slot.
    fn clear(&mut self);
    /// The value, if there is one.
    fn union(&self) -> Option<&dyn AnyUnion>;
}

impl<U: Union> AnyUnion for U {
    fn idents(&self) -> &'static str {
        U::IDENTS
    }
    fn only_key(&self) -> Option<&'static str> {
        U::ONLY_KEY
    }
    fn alternatives(&self) -> &'static [RawAlternative] {
        U::raw_alternatives()
    }
    fn index(&self) -> usize {
        Union::index(self)
    }
    fn item(&self) -> ItemRef<'_> {
        Union::item(self)
    }
    fn start(&mut self, index: usize) -> ItemMut<'_> {
        *self = U::blank(index);
        self.item_mut()
    }
}

impl<U: Union> UnionSlot for Option<U> {
    fn open(&mut self) -> &mut dyn AnyUnion {
        self.insert(blank())
    }
    fn clear(&mut self) {
        *self = None;
    }
    fn union(&self) -> Option<&dyn AnyUnion> {
        self.as_ref().map(|it| it as &dyn AnyUnion)
    }
}

/// A union to be filled: none of its alternatives.
pub(crate) fn blank<U: Union>() -> U {
    U::blank(usize::MAX)
}

/// An alternative in a row of [`union!`](crate::union).
#[must_use]
pub const fn alternative<T: Element<Shape: NotNull>>(
    key: Option<&'static str>,
    values: &'static [&'static str],
) -> RawAlternative {
    RawAlternative { kind: element::kind::<T>(), key, values }
}

/// The key of all tests that have one, where it is the same.
#[must_use]
pub const fn only_key(keys: &[Option<&'static str>]) -> Option<&'static str> {
    let mut only = None;
    let mut rest = keys;
    while let [first, others @ ..] = rest {
        rest = others;
        match (only, *first) {
            (None, key) => only = key,
            (Some(only), Some(key)) if !is_same(only.as_bytes(), key.as_bytes()) => return None,
            (Some(_), _) => {}
        }
    }
    only
}

/// `==` of texts, which constants cannot use.
const fn is_same(mut left: &[u8], mut right: &[u8]) -> bool {
    while let ([first, left_rest @ ..], [other, right_rest @ ..]) = (left, right) {
        if *first != *other {
            return false;
        }
        (left, right) = (left_rest, right_rest);
    }
    left.is_empty() && right.is_empty()
}

/// A blank alternative.
pub fn blank_of<T: Element>() -> T {
    element::blank()
}

/// What an alternative holds.
pub fn item_of<T: Element>(value: &T) -> ItemRef<'_> {
    element::item(value)
}

/// The same, to be filled.
pub fn item_mut_of<T: Element>(value: &mut T) -> ItemMut<'_> {
    element::item_mut(value)
}

/// What `From` makes: where one value of a key tells the alternative from others, and the model has no value there, it gets that one.
/// Else the union could not be read back.
pub fn tagged<U: Union>(mut union: U) -> U {
    let alternative = U::raw_alternatives().get(Union::index(&union));
    if let Some(RawAlternative { key: Some(key), values: [value], .. }) = alternative
        && let ItemMut::Model(model) = union.item_mut()
    {
        tag(model, key, value);
    }
    union
}

fn tag(mut model: ModelMut<'_>, key: &str, value: &str) {
    let fields = model.table().fields;
    let Some(index) = fields.iter().position(|field| field.name == key) else {
        // It stays as it is, where the key is there already.
        let _kept = model.extra().keep(key, Value::String(value.to_owned()));
        return;
    };
    if model.as_ref().value(index).is_some() {
        return;
    }
    match model.slot(index) {
        Some(SlotMut::Text(slot)) => *slot = Some(value.to_owned()),
        Some(SlotMut::Enum(slot)) => slot.put(value),
        Some(SlotMut::IntegerEnum(slot)) => {
            if let Ok(number) = value.parse() {
                slot.put(number);
            }
        }
        Some(SlotMut::Integer(slot)) => *slot = value.parse().ok(),
        Some(SlotMut::Integer32(slot)) => *slot = value.parse().ok(),
        Some(SlotMut::Boolean(slot)) => *slot = value.parse().ok(),
        _ => {}
    }
}
