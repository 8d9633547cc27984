//! Writing a lock.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use super::{ADDITIONAL_FORMAT, FORMAT, INTEGER_FORMAT, LAYERED_FORMAT, Lock, UNION_FORMAT, type_text};
use crate::invisible::is_unprintable;
use crate::rust_type;
use crate::schema::{Addition, Direction, Enum, Fact, Model, Property, Schema, Test, Union};

const PREAMBLE: &str = "\
# The Rust surface that was released, and where each part of it was documented.
# Written by `spectable update`, never by hand; after a merge conflict, run it again.
# The n-th property of a model stands in the n-th row of the table on its page.
";

/// What a reader of a lock of several sources must know.
const PREAMBLE_OF_SEVERAL: &str = "\
# What is behind `added` is not on the page, but in the file that is named. Added properties stand after the rows of the page.
";

/// The lock as its file holds it.
impl fmt::Display for Lock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let added = Added::of(&self.schema);
        let is_layered = !added.by_place.is_empty();
        let has_directions = self.schema.models.values().any(|model| model.direction.is_some());
        let mut properties = self.schema.models.values().flat_map(|model| &model.properties);
        let needed = [
            (has_directions || properties.any(|it| it.additional), ADDITIONAL_FORMAT),
            (self.schema.enums.values().any(|it| it.integers), INTEGER_FORMAT),
            (!self.schema.unions.is_empty(), UNION_FORMAT),
            (is_layered, LAYERED_FORMAT),
        ];
        let format = needed.into_iter().find(|(is, _)| *is).map_or(FORMAT, |(_, format)| format);
        let more = if is_layered { PREAMBLE_OF_SEVERAL } else { "" };
        writeln!(f, "{PREAMBLE}{more}format {format}")?;
        if let Some(release) = &self.schema.release {
            writeln!(f, "release {}", Quoted(release))?;
        }
        for model in self.schema.models.values() {
            self.write_model(model, &added, f)?;
        }
        for it in self.schema.enums.values() {
            self.write_enum(it, f)?;
        }
        for it in self.schema.unions.values() {
            write_union(it, &self.schema, f)?;
        }
        f.write_str("\nend\n")
    }
}

impl Lock {
    fn write_model(&self, model: &Model, added: &Added<'_>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\nmodel {} = {}", model.rust_name, Quoted(&model.name))?;
        if let Some(origin) = self.origins.get(&model.name) {
            write!(f, " from {} sha256 {}", Quoted(&origin.page), origin.sha256)?;
        }
        if let Some(direction) = model.direction {
            write!(f, " in {}", word_of(direction))?;
        }
        added.write(&model.name, None, f)?;
        f.write_char('\n')?;
        model.properties.iter().try_for_each(|property| {
            write_property(property, &self.schema, f)?;
            added.write(&model.name, Some(&property.name), f)?;
            f.write_char('\n')
        })
    }

    fn write_enum(&self, it: &Enum, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = self.enum_files.get(&it.rust_name).map_or("", String::as_str);
        writeln!(f, "\nenum {} from {}", it.rust_name, Quoted(file))?;
        it.values.iter().try_for_each(|value| match it.integers {
            true => writeln!(f, "  {} = {}", value.variant, value.wire),
            false => writeln!(f, "  {} = {}", value.variant, Quoted(&value.wire)),
        })
    }
}

/// A direction as its line says it.
fn word_of(direction: Direction) -> &'static str {
    match direction {
        Direction::Request => "requests",
        Direction::Response => "responses",
        Direction::Both => "both",
    }
}

fn write_union(it: &Union, schema: &Schema, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    writeln!(f, "\nunion {} = {}", it.rust_name, Quoted(&it.name))?;
    it.alternatives.iter().try_for_each(|alternative| {
        write!(f, "  {}: {}", alternative.variant, rust_type::short(&alternative.ty, schema))?;
        if let Some(Test { key, values }) = &alternative.test {
            write!(f, " where {}", Quoted(key))?;
            values.iter().try_for_each(|value| write!(f, " {}", Quoted(value)))?;
        }
        f.write_char('\n')
    })
}

fn write_property(property: &Property, schema: &Schema, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let ty = rust_type::short(&property.ty, schema);
    write!(f, "  {}: {ty} = {}", property.rust_name, Quoted(&property.wire_name))?;
    if property.name != property.rust_name {
        write!(f, " named {}", Quoted(&property.name))?;
    }
    if property.type_text != type_text::usual_text(&property.ty) {
        write!(f, " typed {}", Quoted(&property.type_text))?;
    }
    let marks = [
        (property.required, " required"),
        (property.read_only, " read_only"),
        (property.deprecated, " deprecated"),
        (property.additional, " additional"),
    ];
    for (_, mark) in marks.iter().filter(|(is_set, _)| *is_set) {
        f.write_str(mark)?;
    }
    Ok(())
}

/// What later sources added, by the line that says it.
struct Added<'a> {
    by_place: BTreeMap<Line<'a>, Vec<(Fact, &'a str)>>,
}

/// The line of a model, or of one of its properties.
type Line<'a> = (&'a str, Option<&'a str>);

impl<'a> Added<'a> {
    /// That a whole model was added, its line says by the page that it is from.
    fn of(schema: &'a Schema) -> Self {
        let mut by_place: BTreeMap<_, Vec<_>> = BTreeMap::new();
        let is_there = |it: &&Addition| {
            schema.models.get(&it.model).is_some_and(|model| match &it.property {
                Some(property) => model.properties.iter().any(|own| own.name == *property),
                None => it.fact != Fact::Model,
            })
        };
        for it in schema.additions.iter().filter(is_there) {
            let place = (it.model.as_str(), it.property.as_deref());
            by_place.entry(place).or_default().push((it.fact, it.file.as_str()));
        }
        by_place.values_mut().for_each(|facts| facts.sort_unstable());
        Self { by_place }
    }

    fn write(&self, model: &str, property: Option<&str>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let facts = self.by_place.get(&(model, property)).into_iter().flatten();
        facts
            .into_iter()
            .try_for_each(|(fact, file)| write!(f, " added {} from {}", fact.word(), Quoted(file)))
    }
}

/// A text in quotation marks, always on one line.
struct Quoted<'a>(&'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('"')?;
        for char in self.0.chars() {
            match char {
                '"' | '\\' => write!(f, "\\{char}")?,
                // A review would not show it.
                char if is_unprintable(char) => write!(f, "{}", char.escape_unicode())?,
                char => f.write_char(char)?,
            }
        }
        f.write_char('"')
    }
}
