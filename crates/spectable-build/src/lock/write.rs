//! Writing a lock.

use std::fmt::{self, Write as _};

use super::{FORMAT, Lock, type_text};
use crate::invisible::is_unprintable;
use crate::rust_type;
use crate::schema::{Enum, Model, Property, Schema};

const PREAMBLE: &str = "\
# The Rust surface that was released, and where each part of it was documented.
# Written by `spectable update`, never by hand; after a merge conflict, run it again.
# The n-th property of a model stands in the n-th row of the table on its page.
";

/// The lock as its file holds it.
impl fmt::Display for Lock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{PREAMBLE}format {FORMAT}")?;
        if let Some(release) = &self.schema.release {
            writeln!(f, "release {}", Quoted(release))?;
        }
        for model in self.schema.models.values() {
            self.write_model(model, f)?;
        }
        for it in self.schema.enums.values() {
            self.write_enum(it, f)?;
        }
        f.write_str("\nend\n")
    }
}

impl Lock {
    fn write_model(&self, model: &Model, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\nmodel {} = {}", model.rust_name, Quoted(&model.name))?;
        if let Some(origin) = self.origins.get(&model.name) {
            write!(f, " from {} sha256 {}", Quoted(&origin.page), origin.sha256)?;
        }
        f.write_char('\n')?;
        model.properties.iter().try_for_each(|property| write_property(property, &self.schema, f))
    }

    fn write_enum(&self, it: &Enum, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = self.enum_files.get(&it.rust_name).map_or("", String::as_str);
        writeln!(f, "\nenum {} from {}", it.rust_name, Quoted(file))?;
        it.values.iter().try_for_each(|value| writeln!(f, "  {} = {}", value.variant, Quoted(&value.wire)))
    }
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
    ];
    for (_, mark) in marks.iter().filter(|(is_set, _)| *is_set) {
        f.write_str(mark)?;
    }
    f.write_char('\n')
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
