//! The shape of a type: a leaf, a reference, or lists and maps of these.

/// A type. `R` is what a reference is: a name while it is as documented, a model or an enum once it is resolved.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Type<R> {
    /// Text: `str` on pages, `String` in Rust.
    Text,
    /// A whole number: `int`, `i64`.
    Integer,
    /// A whole number whose documented width is taken for its Rust type: `int`, `i32`. Only a resolved type is one.
    Integer32,
    /// Likewise: `int`, `u64`.
    Unsigned,
    /// A number: `float`, `f64`.
    Number,
    /// `bool` in both.
    Boolean,
    /// An instant with an offset: `datetime`, `time::OffsetDateTime`.
    DateTime,
    /// A day: `date`, `time::Date`.
    Date,
    /// Any JSON value: `object`, `serde_json::Value`.
    Any,
    /// What has a name.
    Ref(R),
    /// `list[T]`, `Vec<T>`.
    List(Box<Type<R>>),
    /// `dict(str, T)`, `BTreeMap<String, T>`.
    Map(Box<Type<R>>),
    /// An item of a list or map that may be null: `optional[T]`, `Option<T>`. A property is no item: each may be left out anyway.
    Nullable(Box<Type<R>>),
}

impl<R> Type<R> {
    /// The innermost item of lists and maps, whether it may be null or not; or the type itself.
    pub fn innermost(&self) -> &Self {
        match self {
            Self::List(item) | Self::Map(item) | Self::Nullable(item) => item.innermost(),
            other => other,
        }
    }

    /// The same lists and maps of another item.
    #[must_use]
    pub fn with_innermost(self, innermost: Self) -> Self {
        match self {
            Self::List(item) => Self::List(Box::new(item.with_innermost(innermost))),
            Self::Map(item) => Self::Map(Box::new(item.with_innermost(innermost))),
            Self::Nullable(item) => Self::nullable(item.with_innermost(innermost)),
            _ => innermost,
        }
    }

    /// An item that may be null. Any value may be null, and nothing is so twice.
    #[must_use]
    pub fn nullable(item: Self) -> Self {
        match item {
            Self::Any | Self::Nullable(_) => item,
            item => Self::Nullable(Box::new(item)),
        }
    }

    /// An item without the word that it may be null.
    #[must_use]
    pub fn not_null(self) -> Self {
        match self {
            Self::Nullable(item) => *item,
            other => other,
        }
    }

    /// The type with something else in place of each reference.
    pub fn map_refs<S>(&self, resolve: &mut impl FnMut(&R) -> Type<S>) -> Type<S> {
        match self {
            Self::Text => Type::Text,
            Self::Integer => Type::Integer,
            Self::Integer32 => Type::Integer32,
            Self::Unsigned => Type::Unsigned,
            Self::Number => Type::Number,
            Self::Boolean => Type::Boolean,
            Self::DateTime => Type::DateTime,
            Self::Date => Type::Date,
            Self::Any => Type::Any,
            Self::Ref(reference) => resolve(reference),
            Self::List(item) => Type::List(Box::new(item.map_refs(resolve))),
            Self::Map(item) => Type::Map(Box::new(item.map_refs(resolve))),
            Self::Nullable(item) => Type::nullable(item.map_refs(resolve)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Type;

    #[test]
    fn what_is_within_lists_and_maps() {
        let list = |ty| Type::List(Box::new(ty));
        let map = |ty| Type::Map(Box::new(ty));
        let ty = list(map(Type::Ref("User")));
        assert_eq!(ty.innermost(), &Type::Ref("User"));
        assert_eq!(ty.clone().with_innermost(Type::Date), list(map(Type::Date)));
        assert_eq!(
            ty.map_refs(&mut |name| Type::List(Box::new(Type::Ref(name.len())))),
            Type::List(Box::new(Type::Map(Box::new(Type::List(Box::new(Type::Ref(4)))))))
        );
        let optional = list(Type::nullable(Type::Ref("User")));
        assert_eq!(optional.innermost(), &Type::Ref("User"));
        assert_eq!(optional.clone().with_innermost(Type::Date), list(Type::nullable(Type::Date)));
        assert_eq!(optional.with_innermost(Type::Any), list(Type::Any));
        assert_eq!(Type::nullable(Type::nullable(Type::<()>::Text)), Type::nullable(Type::Text));
        assert_eq!(Type::nullable(Type::<()>::Text).not_null(), Type::Text);
        for leaf in [
            Type::Text,
            Type::Integer,
            Type::Integer32,
            Type::Unsigned,
            Type::Number,
            Type::Boolean,
            Type::DateTime,
            Type::Date,
            Type::Any,
        ] {
            assert_eq!(leaf.map_refs(&mut |name: &&str| Type::Ref(*name)), leaf);
            assert_eq!(leaf.innermost(), &leaf);
        }
    }
}
