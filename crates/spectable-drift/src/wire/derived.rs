//! Whether code of the derive style can read what another type wrote.

use spectable_build::schema::{Enum, Schema, Target, Type};

use super::{Breakage, on_wire};

/// A type and the schema that it is of.
type Of<'a> = (&'a Type, &'a Schema);

/// Whether a reader of one type understands the JSON of another type.
pub(super) fn reading((written, writer): Of<'_>, (read, reader): Of<'_>) -> Breakage {
    use Target::{Enum, Union};
    use spectable_build::types::Type::{Any, List, Map, Nullable, Ref};
    match (written, read) {
        (_, Any) => Breakage::None,
        (Ref(Union(written)), Ref(Union(read))) if written == read => Breakage::None,
        (written, Ref(Union(name))) => as_union((written, writer), (name, reader)),
        (Nullable(written), Nullable(read)) => reading((written, writer), (read, reader)),
        (Nullable(written), read) => reading((written, writer), (read, reader)).max(Breakage::MayBreak),
        (written, Nullable(read)) => reading((written, writer), (read, reader)),
        (List(written), List(read)) | (Map(written), Map(read)) => reading((written, writer), (read, reader)),
        (written, Ref(Enum(key))) => match reader.enums.get(key) {
            Some(it) => as_enum((written, writer), it),
            None => Breakage::MayBreak,
        },
        // An array of as many values as a struct has fields is read as one, each in the place of another: that is not understood.
        (written, read) => super::reading(&on_wire(written, writer), &on_wire(read, reader)),
    }
}

/// What a closed enum makes of it.
fn as_enum((written, writer): Of<'_>, read: &Enum) -> Breakage {
    let knows = |wire: &str| read.values.iter().any(|value| value.wire == wire);
    match written {
        Type::Ref(Target::Enum(key)) => {
            let Some(written) = writer.enums.get(key) else { return Breakage::MayBreak };
            let known = written.values.iter().filter(|value| knows(&value.wire)).count();
            match known {
                0 => Breakage::Breaks,
                _ if written.integers != read.integers => Breakage::Breaks,
                known if known == written.values.len() => Breakage::None,
                _ => Breakage::MayBreak,
            }
        }
        Type::Any | Type::Ref(Target::Union(_)) => Breakage::MayBreak,
        Type::Text if !read.integers => Breakage::MayBreak,
        // Texts of dates begin with a digit, and names of values seldom do.
        Type::DateTime | Type::Date if !read.integers => {
            let may_be =
                read.values.iter().any(|it| it.wire.starts_with(|first: char| first.is_ascii_digit()));
            if may_be { Breakage::MayBreak } else { Breakage::Breaks }
        }
        Type::Integer | Type::Integer32 | Type::Unsigned | Type::Number if read.integers => {
            Breakage::MayBreak
        }
        _ => Breakage::Breaks,
    }
}

/// What a union makes of it. A scalar that no alternative can hold is kept; a list or an object that does not fit the alternative for
/// which it is taken is an error.
fn as_union((written, writer): Of<'_>, (name, reader): (&str, &Schema)) -> Breakage {
    use Target::{Model, Union};
    use spectable_build::types::Type::{Any, List, Map, Nullable, Ref};
    let Some(union) = reader.unions.get(name) else { return Breakage::MayBreak };
    let alternatives = union.alternatives.iter().map(|it| &it.ty);
    if alternatives.clone().any(|ty| ty == written) {
        return Breakage::None;
    }
    let worst = |takes: fn(&Type) -> bool| {
        let taking = alternatives.clone().filter(|ty| takes(ty));
        // Which one takes it depends on what is in it. Unions may hold one another in a circle.
        let one = |ty: &Type| match ty {
            Ref(Union(_)) => Breakage::MayBreak,
            ty => reading((written, writer), (ty, reader)).min(Breakage::MayBreak),
        };
        taking.map(one).max().unwrap_or_default()
    };
    match written {
        List(_) => worst(|ty| matches!(ty, List(_) | Ref(Union(_)))),
        Map(_) | Ref(Model(_)) => worst(|ty| matches!(ty, Map(_) | Ref(Model(_) | Union(_)))),
        Any | Ref(Union(_)) => worst(|ty| matches!(ty, List(_) | Map(_) | Ref(Model(_) | Union(_)))),
        Nullable(written) => as_union((written, writer), (name, reader)),
        _ => Breakage::None,
    }
}

#[cfg(test)]
mod tests {
    use spectable_build::{location::Files, lock::Lock, problem::Problems};

    use super::*;
    use Breakage::{Breaks, MayBreak, None};

    /// A schema whose model has a property of this type.
    fn schema(ty: &str, items: &str) -> Schema {
        let text = format!(
            "format 4\nmodel A = \"A\"\n  a: {ty} = \"a\" typed \"t\"\nmodel B = \"B\"\nmodel C = \"C\"\n{items}\nend\n"
        );
        let (mut files, mut problems) = (Files::default(), Problems::default());
        let lock = Lock::parse("spectable.lock", &text, &mut files, &mut problems);
        let said: Vec<String> = problems.iter().map(|it| it.display(&files).to_string()).collect();
        lock.unwrap_or_else(|| panic!("{}\n{text}", said.join("\n"))).into_schema(files)
    }

    #[test]
    fn what_closed_enums_and_unions_read() {
        let enums = "enum E from \"x\"\n  X = \"x\"\n  Y = \"y\"\nenum F from \"x\"\n  X = \"x\"\nenum G from \"x\"\n  Z = \"z\"\n\
                     enum I from \"x\"\n  One = 1\nenum D from \"x\"\n  First = \"2026-01-01\"\n";
        for (written, read, expected) in [
            ("String", "E", MayBreak),
            ("F", "E", None),
            ("E", "F", MayBreak),
            ("G", "E", Breaks),
            ("Vec<G>", "Vec<E>", Breaks),
            ("E", "String", None),
            ("i64", "I", MayBreak),
            ("f64", "I", MayBreak),
            ("I", "i64", None),
            ("I", "E", Breaks),
            ("String", "I", Breaks),
            ("bool", "E", Breaks),
            ("OffsetDateTime", "E", Breaks),
            ("Date", "D", MayBreak),
            ("Value", "E", MayBreak),
            ("E", "Value", None),
            ("Vec<Option<E>>", "Vec<E>", MayBreak),
            ("i64", "f64", None),
            ("f64", "i64", MayBreak),
            ("Vec<B>", "Box<B>", Breaks),
        ] {
            let (writer, reader) = (schema(written, enums), schema(read, enums));
            let found = reading((of(&writer), &writer), (of(&reader), &reader));
            assert_eq!(found, expected, "{written} read as {read}");
        }
    }

    fn of(schema: &Schema) -> &Type {
        &schema.models["A"].properties[0].ty
    }
}
