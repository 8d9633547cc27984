//! Reading of an overlay: TOML, with the place of each value.

mod direction;
mod drift;
mod groups;
mod tolerant;

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::{
    Adds, EnumValues, Integers, Overlay, RustName, SourceEntry, TypeOf, TypeOfProperty, UnionEntry, Values,
    WireName,
};
use crate::closest::closest;
use crate::dialect::{self, Dialect};
use crate::documented::Spanned;
use crate::documented_type::RawType;
use crate::invisible::is_unprintable;
use crate::location::{FileId, Location};
use crate::names::{self, WireNameRule};
use crate::problem::Problems;
use crate::style::Style;

const SECTIONS: [&str; 17] = [
    "release",
    "style",
    "wire-names",
    "integers",
    "tolerant",
    "components-only",
    "dialect",
    "wire-name",
    "enum",
    "type",
    "union",
    "rust-name",
    "direction",
    "source",
    "groups",
    "drift",
    "waiver",
];

/// What an entry of `[[type]]` is about.
enum Typed {
    Name(TypeOf),
    Property(TypeOfProperty),
}

pub(super) fn read(text: &str, file: FileId, problems: &mut Problems) -> Overlay {
    let (root, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let range = error.span().unwrap_or(0..0);
        problems.error(
            "not-toml",
            Location::new(file, range),
            error.message(),
            "write the overlay as TOML 1.0",
        );
    }
    let mut reader = Reader { file, problems };
    let mut overlay = Overlay::default();
    for (key, value) in root.get_ref() {
        let name: &str = key.get_ref();
        match name {
            "release" => overlay.release = reader.release(value),
            "style" => overlay.style = reader.style(value),
            "wire-names" => overlay.wire_name_rule = reader.wire_name_rule(value),
            "integers" => overlay.integers = reader.integers(value),
            "tolerant" => overlay.tolerant = reader.tolerant(value),
            "components-only" => overlay.components_only = reader.flag(value),
            "dialect" => overlay.dialect = reader.dialect(value),
            "wire-name" => overlay.wire_names = reader.entries(value, Reader::wire_name),
            "enum" => overlay.enums = reader.entries(value, Reader::enum_values),
            "type" => {
                for of in reader.entries(value, Reader::type_of) {
                    match of {
                        Typed::Name(it) => overlay.types.push(it),
                        Typed::Property(it) => overlay.property_types.push(it),
                    }
                }
            }
            "union" => overlay.unions = reader.entries(value, Reader::union),
            "rust-name" => overlay.rust_names = reader.entries(value, Reader::rust_name),
            "direction" => overlay.directions = reader.entries(value, Reader::direction),
            "source" => overlay.sources = reader.entries(value, Reader::source),
            "drift" => overlay.drift = reader.drift(value),
            "waiver" => overlay.waivers = reader.entries(value, Reader::waiver),
            "groups" => reader.groups(value, &mut overlay),
            _ => reader.unknown(name, key.span(), &SECTIONS),
        }
    }
    overlay
}

type Value<'i> = toml::Spanned<DeValue<'i>>;

struct Reader<'p> {
    file: FileId,
    problems: &'p mut Problems,
}

/// One `[[…]]` entry.
struct Entry<'t, 'i> {
    table: &'t DeTable<'i>,
    location: Location,
}

impl Reader<'_> {
    fn at(&self, range: Range<usize>) -> Location {
        Location::new(self.file, range)
    }

    fn error(&mut self, location: Location, message: impl Into<String>, remedy: impl Into<String>) {
        self.problems.error("overlay", location, message, remedy);
    }

    fn unknown(&mut self, name: &str, range: Range<usize>, known: &[&str]) {
        let location = self.at(range);
        let remedy = match closest(name, known.iter().copied()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("expected one of {}", known.join(", ")),
        };
        self.error(location, format!("`{name}` is not a key of an overlay"), remedy);
    }

    fn release(&mut self, value: &Value<'_>) -> Option<Spanned<String>> {
        let location = self.at(value.span());
        match value.get_ref().as_str() {
            Some(release) if !release.trim().is_empty() => {
                Some(Spanned { value: release.to_owned(), location })
            }
            _ => {
                self.error(location, "`release` is not a text", "write it in quotes, and not empty");
                None
            }
        }
    }

    fn style(&mut self, value: &Value<'_>) -> Option<Style> {
        let found = value.get_ref().as_str().and_then(Style::named);
        if found.is_none() {
            let location = self.at(value.span());
            self.error(location, "no such style of generated code", "expected \"table\" or \"derive\"");
        }
        found
    }

    fn wire_name_rule(&mut self, value: &Value<'_>) -> Option<WireNameRule> {
        match value.get_ref().as_str() {
            Some("camelCase") => Some(WireNameRule::CamelCase),
            Some("snake_case") => Some(WireNameRule::SnakeCase),
            Some("PascalCase") => Some(WireNameRule::PascalCase),
            Some("as-documented") => Some(WireNameRule::AsDocumented),
            _ => {
                let location = self.at(value.span());
                self.error(
                    location,
                    "no such rule for wire names",
                    "expected \"camelCase\", \"snake_case\", \"PascalCase\" or \"as-documented\"",
                );
                None
            }
        }
    }

    fn integers(&mut self, value: &Value<'_>) -> Integers {
        if value.get_ref().as_str() == Some("documented") {
            return Integers::Documented;
        }
        let location = self.at(value.span());
        self.error(
            location,
            "no such rule for whole numbers",
            "expected \"documented\"; without the key each is an i64",
        );
        Integers::Wide
    }

    fn flag(&mut self, value: &Value<'_>) -> bool {
        value.get_ref().as_bool().unwrap_or_else(|| {
            let location = self.at(value.span());
            self.error(location, "expected `true` or `false`", "write true; without the key it is false");
            false
        })
    }

    /// The name of a dialect, or a table with the keys of one, over those of the dialect that it is `like`.
    fn dialect(&mut self, value: &Value<'_>) -> Option<Dialect> {
        if let Some(name) = value.get_ref().as_str() {
            return self.named_dialect(name, value.span());
        }
        let Some(table) = value.get_ref().as_table() else {
            let location = self.at(value.span());
            self.error(
                location,
                "expected a text or a table",
                "write dialect = \"python\", or [dialect] with its keys below",
            );
            return None;
        };
        let base = match table.get("like") {
            Some(like) => self.named_dialect(like.get_ref().as_str().unwrap_or_default(), like.span())?,
            None => Dialect::new("dialect"),
        };
        Some(dialect::read(table, self.file, base, self.problems))
    }

    fn named_dialect(&mut self, name: &str, at: Range<usize>) -> Option<Dialect> {
        let found = dialect::named(name);
        if found.is_none() {
            let names = dialect::embedded().iter().map(|dialect| dialect.name.as_str());
            let remedy = match closest(name, names.clone()) {
                Some(meant) => format!("did you mean \"{meant}\"?"),
                None => format!("expected one of {}", names.collect::<Vec<_>>().join(", ")),
            };
            let location = self.at(at);
            self.error(location, format!("there is no dialect \"{name}\""), remedy);
        }
        found.cloned()
    }

    fn entries<T>(
        &mut self,
        value: &Value<'_>,
        read: impl Fn(&mut Self, &Entry<'_, '_>) -> Option<T>,
    ) -> Vec<T> {
        let mut entries = Vec::new();
        for item in value.get_ref().as_array().into_iter().flat_map(|array| array.iter()) {
            let location = self.at(item.span());
            match item.get_ref().as_table() {
                Some(table) => entries.extend(read(self, &Entry { table, location })),
                None => self.error(
                    location,
                    "expected a table",
                    "write each entry as `[[…]]` with its keys below",
                ),
            }
        }
        if value.get_ref().as_array().is_none() {
            let location = self.at(value.span());
            self.error(
                location,
                "one table where a list of them is expected",
                "write `[[…]]` with two brackets",
            );
        }
        entries
    }

    /// Sees to it that an entry has no other keys than these.
    fn only(&mut self, entry: &Entry<'_, '_>, known: &[&str]) {
        for (key, _) in entry.table {
            if !known.contains(&key.get_ref().as_ref()) {
                self.unknown(key.get_ref(), key.span(), known);
            }
        }
    }

    fn optional(&mut self, entry: &Entry<'_, '_>, key: &str) -> Option<String> {
        let value = entry.table.get(key)?;
        match value.get_ref().as_str() {
            // A document may have the empty name.
            Some(text) if !text.trim().is_empty() || ["model", "property", "wire"].contains(&key) => {
                Some(text.to_owned())
            }
            _ => {
                let location = self.at(value.span());
                self.error(location, format!("`{key}` is not a text"), "write it in quotes, and not empty");
                None
            }
        }
    }

    fn required(&mut self, entry: &Entry<'_, '_>, key: &str) -> Option<String> {
        if entry.table.get(key).is_none() {
            let remedy = if key == "reason" { "say why the entry is true" } else { "add it" };
            self.error(entry.location, format!("the entry has no `{key}`"), remedy);
        }
        self.optional(entry, key)
    }

    fn wire_name(&mut self, entry: &Entry<'_, '_>) -> Option<WireName> {
        self.only(entry, &["model", "property", "wire", "reason"]);
        let model = self.optional(entry, "model");
        let (property, wire) = (self.required(entry, "property"), self.required(entry, "wire"));
        let reason = self.required(entry, "reason")?;
        Some(WireName { model, property: property?, wire: wire?, reason, location: entry.location })
    }

    fn enum_values(&mut self, entry: &Entry<'_, '_>) -> Option<EnumValues> {
        self.only(entry, &["model", "property", "values", "values-from", "reason"]);
        let (model, property) = (self.required(entry, "model"), self.optional(entry, "property"));
        let values = match (entry.table.get("values"), self.optional(entry, "values-from").as_deref()) {
            (Some(values), None) => self.values(values).map(Values::Listed),
            (None, Some("prose")) => Some(Values::Prose),
            _ => {
                let remedy = "write either `values = [\"…\"]` or `values-from = \"prose\"`";
                self.error(entry.location, "the entry does not say where the values are", remedy);
                None
            }
        };
        let reason = self.required(entry, "reason")?;
        Some(EnumValues { model: model?, property, values: values?, reason, location: entry.location })
    }

    fn values(&mut self, value: &Value<'_>) -> Option<Vec<Spanned<String>>> {
        let values = self.texts(value)?;
        let mut seen = std::collections::HashSet::new();
        for value in &values {
            if !seen.insert(value.value.as_str()) {
                self.error(
                    value.location,
                    format!("the value \"{}\" occurs twice", value.value),
                    "list it once",
                );
            }
        }
        if values.is_empty() {
            let location = self.at(value.span());
            self.error(location, "an enum without values", "list its values, or leave the entry out");
            return None;
        }
        Some(values)
    }

    fn texts(&mut self, value: &Value<'_>) -> Option<Vec<Spanned<String>>> {
        let Some(items) = value.get_ref().as_array() else {
            let location = self.at(value.span());
            self.error(location, "expected a list of texts", "write [\"…\", \"…\"]");
            return None;
        };
        let mut texts = Vec::new();
        for item in items.iter() {
            let location = self.at(item.span());
            match item.get_ref().as_str() {
                Some(text) => texts.push(Spanned { value: text.to_owned(), location }),
                None => self.error(location, "expected a text", "write it in quotes"),
            }
        }
        Some(texts)
    }

    fn type_of(&mut self, entry: &Entry<'_, '_>) -> Option<Typed> {
        self.only(entry, &["name", "model", "property", "is", "reason"]);
        let location = entry.location;
        let is_of_name = entry.table.get("name").is_some();
        if is_of_name && (entry.table.get("model").is_some() || entry.table.get("property").is_some()) {
            self.error(
                location,
                "an entry is about a name or a property, and not both",
                "write `name`, or `model` and `property`",
            );
            return None;
        }
        let subject = if is_of_name || entry.table.get("property").is_none() {
            (self.required(entry, "name"), None)
        } else {
            (self.required(entry, "model"), self.required(entry, "property"))
        };
        let text = self.required(entry, "is");
        let reason = self.required(entry, "reason")?;
        let is = self.raw_type(&text?, entry)?;
        Some(match subject {
            (Some(model), Some(property)) => {
                Typed::Property(TypeOfProperty { model, property, is, reason, location })
            }
            (name, _) if is_of_name => Typed::Name(TypeOf { name: name?, is, reason, location }),
            _ => return None,
        })
    }

    fn union(&mut self, entry: &Entry<'_, '_>) -> Option<UnionEntry> {
        self.only(entry, &["name", "key", "values", "reason"]);
        let (name, key) = (self.required(entry, "name"), self.required(entry, "key"));
        let values = match entry.table.get("values") {
            Some(values) => self.values_of_alternatives(values),
            None => {
                self.error(
                    entry.location,
                    "the entry has no `values`",
                    "add `values = { value = \"Model\" }`",
                );
                None
            }
        };
        let reason = self.required(entry, "reason")?;
        Some(UnionEntry { name: name?, key: key?, values: values?, reason, location: entry.location })
    }

    /// Values of a key, in the order in which they are written.
    fn values_of_alternatives(&mut self, value: &Value<'_>) -> Option<Vec<(String, Spanned<String>)>> {
        let remedy = "write { value = \"Model\", other = \"OtherModel\" }";
        let Some(table) = value.get_ref().as_table().filter(|table| !table.is_empty()) else {
            let location = self.at(value.span());
            self.error(location, "expected a table of values and alternatives", remedy);
            return None;
        };
        let mut values = Vec::new();
        for (key, name) in table {
            let location = self.at(name.span());
            match name.get_ref().as_str() {
                Some(name) => {
                    let name = Spanned { value: name.to_owned(), location };
                    values.push((key.span().start, (key.get_ref().to_string(), name)));
                }
                None => self.error(location, "expected the name of an alternative", remedy),
            }
        }
        values.sort_by_key(|(at, _)| *at);
        Some(values.into_iter().map(|(_, value)| value).collect())
    }

    fn raw_type(&mut self, text: &str, entry: &Entry<'_, '_>) -> Option<RawType> {
        let ty: Option<RawType> = text.parse().ok();
        if ty.is_none() {
            self.error(
                entry.location,
                format!("`{text}` is not a type"),
                "expected str, int, float, bool, datetime, date, object, a model, list[T] or dict(str, T)",
            );
        }
        ty
    }

    fn rust_name(&mut self, entry: &Entry<'_, '_>) -> Option<RustName> {
        self.only(entry, &["model", "property", "name", "reason"]);
        let property = self.optional(entry, "property");
        let (model, name) = (self.required(entry, "model"), self.required(entry, "name"));
        let (reason, name) = (self.required(entry, "reason")?, name?);
        let is_type = entry.table.get("property").is_none();
        let check = if is_type { names::not_a_type_name } else { names::not_an_identifier };
        if let Some(why) = check(&name) {
            self.error(
                entry.location,
                format!("`{name}` is {why}"),
                "give a Rust identifier that needs no `r#`",
            );
            return None;
        }
        Some(RustName { model: model?, property, name, reason, location: entry.location })
    }

    fn source(&mut self, entry: &Entry<'_, '_>) -> Option<SourceEntry> {
        self.only(entry, &["path", "adds", "dialect", "wire-names", "reason"]);
        let (path, reason) = (self.required(entry, "path"), self.required(entry, "reason"));
        let wire_name_rule = entry.table.get("wire-names").and_then(|value| self.wire_name_rule(value));
        let dialect = entry.table.get("dialect").and_then(|value| self.dialect(value));
        let adds = entry.table.get("adds").map_or(Some(Adds::default()), |value| self.adds(value));
        let location = entry.table.get("path").map_or(entry.location, |value| self.at(value.span()));
        let path = self.path_inside(path?, location)?;
        Some(SourceEntry {
            path,
            adds: adds?,
            dialect,
            wire_name_rule,
            reason: reason?,
            location: entry.location,
        })
    }

    fn adds(&mut self, value: &Value<'_>) -> Option<Adds> {
        let adds = value.get_ref().as_str().and_then(Adds::named);
        if adds.is_none() {
            let location = self.at(value.span());
            self.error(location, "no such thing to add", "expected \"all\" or \"facts\"");
        }
        adds
    }

    /// A path that stays in the folder of the overlay, without what says nothing: `./java/` is `java`.
    fn path_inside(&mut self, path: String, location: Location) -> Option<Spanned<String>> {
        let parts: Vec<&str> = path.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
        let leaves = path.starts_with('/') || path.contains(['\\', ':']) || parts.contains(&"..");
        if leaves || parts.is_empty() || path.contains(is_unprintable) {
            self.error(
                location,
                format!("`{path}` is not a path in the folder of the overlay"),
                "put the source there, and give its path from there, with `/`",
            );
            return None;
        }
        Some(Spanned { value: parts.join("/"), location })
    }
}
