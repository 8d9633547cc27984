//! Whether one type can read what another type wrote.

use spectable_build::schema::{Schema, Target, Type};

use super::verdict::{Breakage, WireVerdict};

mod derived;

/// What it means for the wire that a property of type `old` is now of type `new`.
pub fn of_type_change(
    (old, old_schema): (&Type, &Schema),
    (new, new_schema): (&Type, &Schema),
) -> WireVerdict {
    let (was, is) = (on_wire(old, old_schema), on_wire(new, new_schema));
    WireVerdict {
        // A server may be strict: it knows the values that it documents.
        request: reading(&was, &is).max(unknown_values((old, old_schema), (new, new_schema))),
        // Our reader is not: an open enum keeps what it does not know.
        response: reading(&is, &was),
    }
}

/// The same for old code of the derive style: its enums are closed, and its unions keep only what they do not take for an alternative.
pub fn of_type_change_in_derive(old: (&Type, &Schema), new: (&Type, &Schema)) -> WireVerdict {
    WireVerdict { response: derived::reading(new, old), ..of_type_change(old, new) }
}

/// A type with integers in place of open enums of them.
fn on_wire(ty: &Type, schema: &Schema) -> Type {
    ty.map_refs(&mut |target| match target {
        Target::Enum(key) if schema.enums.get(key).is_some_and(|it| it.integers) => Type::Integer,
        other => Type::Ref(other.clone()),
    })
}

/// Whether a reader of one type understands the JSON of another type.
fn reading(written: &Type, read: &Type) -> Breakage {
    use Target::{Enum, Model, Union};
    use spectable_build::types::Type::{
        Any, Boolean, Date, DateTime, Integer, Integer32, List, Map, Nullable, Number, Ref, Text, Unsigned,
    };
    match (written, read) {
        // What is none of its alternatives, a union keeps.
        (_, Any | Ref(Union(_))) => Breakage::None,
        (Ref(Union(_)), _) => Breakage::MayBreak,
        (Nullable(written), Nullable(read)) => reading(written, read),
        (Nullable(written), read) => reading(written, read).max(Breakage::MayBreak),
        (written, Nullable(read)) => reading(written, read),
        (Any, _) => Breakage::MayBreak,
        (List(written), List(read)) | (Map(written), Map(read)) => reading(written, read),
        // Both are objects, and their keys may differ.
        (Ref(Model(written)), Ref(Model(read))) if written == read => Breakage::None,
        (Ref(Model(_)) | Map(_), Ref(Model(_))) | (Ref(Model(_)), Map(_)) => Breakage::MayBreak,
        (Text | Ref(Enum(_)) | DateTime | Date, Text | Ref(Enum(_))) => Breakage::None,
        // A value of an enum may be a date, as any text may.
        (Text | Ref(Enum(_)), DateTime | Date) => Breakage::MayBreak,
        (Integer | Integer32 | Unsigned, Number) => Breakage::None,
        (Integer32, Integer) | (Integer32, Integer32) | (Unsigned, Unsigned) => Breakage::None,
        (Integer, Integer) | (Number, Number) | (Boolean, Boolean) => Breakage::None,
        // A number may have digits behind the point, or be out of range.
        (Number | Integer | Integer32 | Unsigned, Integer | Integer32 | Unsigned) => Breakage::MayBreak,
        (DateTime, DateTime) | (Date, Date) => Breakage::None,
        _ => Breakage::Breaks,
    }
}

/// Whether the writer may use values that the reader does not document.
fn unknown_values(
    (written, written_schema): (&Type, &Schema),
    (read, read_schema): (&Type, &Schema),
) -> Breakage {
    match (written, read) {
        (Type::List(written), Type::List(read)) | (Type::Map(written), Type::Map(read)) => {
            unknown_values((written, written_schema), (read, read_schema))
        }
        (Type::Nullable(written), read) => unknown_values((written, written_schema), (read, read_schema)),
        (written, Type::Nullable(read)) => unknown_values((written, written_schema), (read, read_schema)),
        (Type::Ref(Target::Enum(written)), Type::Ref(Target::Enum(read))) => {
            let known = values(read, read_schema);
            let all = values(written, written_schema).iter().all(|value| known.contains(value));
            if all { Breakage::None } else { Breakage::MayBreak }
        }
        (_, Type::Ref(Target::Enum(_))) => Breakage::MayBreak,
        (Type::Ref(Target::Union(written)), Type::Ref(Target::Union(read))) if written == read => {
            Breakage::None
        }
        // Another union, even within it, is not looked into.
        (Type::Ref(Target::Union(_)) | Type::Any, Type::Ref(Target::Union(_))) => Breakage::MayBreak,
        (_, Type::Ref(Target::Union(read))) => {
            by_alternatives((written, written_schema), (read, read_schema))
        }
        _ => Breakage::None,
    }
}

/// Whether a server that documents a union knows what is written: one of the alternatives has to take it.
fn by_alternatives(
    (written, written_schema): (&Type, &Schema),
    (union, read_schema): (&str, &Schema),
) -> Breakage {
    let Some(union) = read_schema.unions.get(union) else { return Breakage::MayBreak };
    let of_one = |read: &Type| {
        if matches!(read, Type::Ref(Target::Union(_))) {
            return Breakage::MayBreak;
        }
        let understood = reading(&on_wire(written, written_schema), &on_wire(read, read_schema));
        understood.max(unknown_values((written, written_schema), (read, read_schema)))
    };
    union.alternatives.iter().map(|it| of_one(&it.ty)).min().unwrap_or(Breakage::MayBreak)
}

fn values<'a>(key: &str, schema: &'a Schema) -> Vec<&'a str> {
    schema
        .enums
        .get(key)
        .map_or_else(Vec::new, |it| it.values.iter().map(|value| value.wire.as_str()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use Breakage::{Breaks, MayBreak, None};

    #[test]
    fn which_way_documents_are_still_understood() {
        let list = |item| Type::List(Box::new(item));
        let map = |item| Type::Map(Box::new(item));
        let model = |name: &str| Type::Ref(Target::Model(name.to_owned()));
        let empty = Schema::default();
        for (old, new, request, response) in [
            (Type::Integer, Type::Number, None, MayBreak),
            (Type::Number, Type::Integer, MayBreak, None),
            (Type::Integer, Type::Integer32, MayBreak, None),
            (Type::Integer32, Type::Unsigned, MayBreak, MayBreak),
            (Type::Integer, Type::Unsigned, MayBreak, MayBreak),
            (Type::Unsigned, Type::Number, None, MayBreak),
            (list(Type::Integer32), list(Type::Integer), None, MayBreak),
            (Type::Integer32, Type::Text, Breaks, Breaks),
            (Type::Text, Type::Integer, Breaks, Breaks),
            (Type::Text, Type::Ref(Target::Enum("E".into())), MayBreak, None),
            (Type::Ref(Target::Enum("E".into())), Type::Date, MayBreak, None),
            (Type::Ref(Target::Enum("E".into())), Type::Text, None, None),
            (Type::Date, Type::DateTime, Breaks, Breaks),
            (Type::DateTime, Type::Text, None, MayBreak),
            (Type::Text, list(Type::Text), Breaks, Breaks),
            (list(Type::Integer), list(Type::Number), None, MayBreak),
            (list(Type::Text), list(Type::nullable(Type::Text)), None, MayBreak),
            (list(Type::nullable(Type::Integer)), list(Type::nullable(Type::Number)), None, MayBreak),
            (list(Type::nullable(Type::Integer)), list(Type::Number), MayBreak, MayBreak),
            (list(Type::Integer), map(Type::Integer), Breaks, Breaks),
            (Type::Any, Type::Boolean, MayBreak, None),
            (Type::Any, model("A"), MayBreak, None),
            (model("A"), model("B"), MayBreak, MayBreak),
            (map(Type::Text), model("A"), MayBreak, MayBreak),
            (model("A"), list(model("A")), Breaks, Breaks),
            (Type::Boolean, Type::Text, Breaks, Breaks),
        ] {
            let verdict = of_type_change((&old, &empty), (&new, &empty));
            assert_eq!((verdict.request, verdict.response), (request, response), "{old:?} to {new:?}");
        }
    }
}
