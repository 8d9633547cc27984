//! Alternatives: `oneOf`, `anyOf`, and several words of `type`.
//!
//! Here they are named and listed. What tells them apart is found out where all pages are known.

use super::{
    Reader,
    document::{Node, Value},
    members::pascal,
    operations::title,
    reference::decode,
    types::Described,
};
use crate::documented::{Body, Discriminator, RawAlternative, RawUnion, RawValue};
use crate::documented_type::RawType;

/// The alternatives of a schema.
pub(super) struct Several<'a> {
    /// The schema that has them.
    holder: &'a Node,
    alternatives: Vec<Alternative<'a>>,
}

#[derive(Clone, Copy)]
enum Alternative<'a> {
    Schema(&'a Node),
    /// The holder, as this word of its `type`.
    Word(&'a str),
}

impl<'a> Several<'a> {
    pub(super) fn of_schemas(holder: &'a Node, schemas: &[&'a Node]) -> Self {
        Self { holder, alternatives: schemas.iter().map(|schema| Alternative::Schema(schema)).collect() }
    }

    /// Those of a schema that has several types.
    pub(super) fn of_words(holder: &'a Node) -> Self {
        let words = holder.get("type").map(Node::items).unwrap_or_default();
        let words = words.iter().filter_map(Node::text).filter(|word| *word != "null");
        Self { holder, alternatives: words.map(Alternative::Word).collect() }
    }
}

impl<'a> Reader<'a> {
    /// The type of one of several alternatives: one type where all are alike, else that of a page that has them.
    pub(super) fn described_alternatives(&mut self, several: &Several<'a>, place: &str) -> Described {
        let place_of_page = several.holder.range.start;
        if let Some(name) = self.unions.get(&place_of_page) {
            return RawType::Ref(name.clone()).into();
        }
        let described = self.described_several(several, place);
        if let Described { ty: RawType::Ref(name), values: None } = &described {
            self.unions.insert(place_of_page, name.clone());
        }
        described
    }

    /// The same where the schema has other alternatives at other places.
    pub(super) fn described_several(&mut self, several: &Several<'a>, place: &str) -> Described {
        match self.union(several, place) {
            Ok(described) => described,
            Err(union) => {
                let name = self.free_name(place.to_owned());
                self.push_page(name.clone(), several.holder, Body::Union(union));
                RawType::Ref(name).into()
            }
        }
    }

    /// One type, or the union that a page documents.
    pub(super) fn union(&mut self, several: &Several<'a>, place: &str) -> Result<Described, RawUnion> {
        let pages = self.pages.len();
        let described: Vec<(Described, Alternative<'a>, String)> = several
            .alternatives
            .iter()
            .map(|&alternative| {
                let place = place_of(alternative, place);
                let described = match alternative {
                    Alternative::Schema(schema) => self.described(schema, &place),
                    Alternative::Word(word) => self.described_by_word(several.holder, word, &place),
                };
                let described = match described.ty {
                    RawType::Any if self.is_object(alternative) => {
                        RawType::Map(Box::new(RawType::Any)).into()
                    }
                    _ => described,
                };
                (described, alternative, place)
            })
            .collect();
        for ty in [RawType::Text, RawType::Integer] {
            if described.iter().all(|(it, ..)| it.ty == ty) {
                return Ok(one_enum(ty, described.into_iter().map(|(it, ..)| it.values)));
            }
        }
        let mut alternatives: Vec<RawAlternative> = Vec::with_capacity(described.len());
        for (described, alternative, place) in described {
            let schema = match alternative {
                Alternative::Schema(schema) => schema,
                Alternative::Word(_) => several.holder,
            };
            let ty = self.with_page_of_values(described, schema, place);
            if alternatives.iter().all(|other| other.ty != ty) {
                alternatives.push(RawAlternative { ty, test: None, location: self.at(schema) });
            }
        }
        match &alternatives[..] {
            [] => Ok(RawType::Any.into()),
            [only] => Ok(only.ty.clone().into()),
            _ => Err(RawUnion {
                alternatives,
                discriminator: self.discriminator(several.holder),
                own_pages: self.pages.iter().skip(pages).map(|page| page.name.value.clone()).collect(),
            }),
        }
    }

    /// Whether an alternative that may hold anything is at least an object.
    fn is_object(&self, alternative: Alternative<'a>) -> bool {
        match alternative {
            Alternative::Schema(schema) => {
                self.type_word(schema) == Some("object") && schema.get("$ref").is_none()
            }
            Alternative::Word(word) => word == "object",
        }
    }

    /// The type of an alternative. No property has the values of its enum, so they get a page.
    fn with_page_of_values(&mut self, described: Described, schema: &'a Node, place: String) -> RawType {
        let Described { ty, values: Some(values) } = described else { return described.ty };
        let body = super::body_of_values(ty.innermost(), values);
        let name = self.inline_page(place, schema, |_, _| body);
        ty.with_innermost(RawType::Ref(name))
    }

    fn discriminator(&self, holder: &Node) -> Option<Discriminator> {
        let discriminator = holder.get("discriminator")?;
        let key = discriminator.get("propertyName").and_then(Node::text)?.to_owned();
        let entries = discriminator.get("mapping").map(Node::entries).unwrap_or_default();
        let target = |target: &str| {
            // A name, or a reference to it.
            let name = target.strip_prefix(self.specification.prefix).and_then(decode);
            name.unwrap_or_else(|| target.to_owned())
        };
        let mapping =
            entries.iter().filter_map(|(value, name)| Some((value.text.clone(), target(name.text()?))));
        Some(Discriminator { key, mapping: mapping.collect() })
    }
}

/// Texts or integers, some of which have values: an open enum has any other, too.
fn one_enum(ty: RawType, each: impl Iterator<Item = Option<Vec<RawValue>>>) -> Described {
    let all = RawValue::each_once(each.flatten().flatten());
    Described { ty, values: Some(all).filter(|all| !all.is_empty()) }
}

/// What the page of an alternative without a name is called: by its title, or a value that it always has, or its type.
fn place_of(alternative: Alternative<'_>, place: &str) -> String {
    let schema = match alternative {
        Alternative::Schema(schema) => schema,
        Alternative::Word("array") => return place.to_owned(),
        Alternative::Word(word) => return format!("{place}{}", pascal(word)),
    };
    if let Some(title) = title(schema) {
        return if title.starts_with(place) { title } else { format!("{place}{title}") };
    }
    let properties = schema.get("properties").map(Node::entries).unwrap_or_default();
    if let Some(value) = properties.iter().find_map(|(_, property)| only_text(property)) {
        return format!("{place}{}", pascal(value));
    }
    match schema.get("type").and_then(Node::text) {
        Some("array") => place.to_owned(),
        Some("string") => format!("{place}Text"),
        Some(word) => format!("{place}{}", pascal(word)),
        None => format!("{place}Alternative"),
    }
}

/// The one text that a schema allows.
fn only_text(schema: &Node) -> Option<&str> {
    match (schema.get("const"), schema.get("enum").map(Node::items)) {
        (Some(Node { value: Value::Text(text), .. }), _) => Some(text),
        (_, Some([Node { value: Value::Text(text), .. }])) => Some(text),
        _ => None,
    }
}
