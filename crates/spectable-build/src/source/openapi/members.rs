//! The members of a model: its own properties, and those of the schemas that `allOf` composes it of.

use std::{
    collections::{HashMap, HashSet},
    rc::Rc,
};

use super::{
    Reader,
    alternatives::Several,
    description,
    document::{Key, Node},
    facts, flag, is_schema,
    reference::name_of,
    types::{alternatives, says, says_what_it_is},
};
use crate::{
    documented::{Row, Spanned},
    documented_type::RawType,
    location::Location,
};

/// More levels of `allOf` than any document has.
const MAX_COMPOSITION: usize = 64;
/// Fifty times the properties of the largest API known. Composition multiplies: a small document can describe a
/// schema that no memory holds.
const MAX_MEMBERS: usize = 2_000_000;
/// What says what the values of other keys are, and the documented name of the row of them.
const ADDITIONAL: &str = "additionalProperties";

/// The members of one schema, in documented order, with the names that it requires.
#[derive(Debug, Clone, Default)]
pub(super) struct Members<'a>(Rc<Composition<'a>>);

#[derive(Debug, Clone, Default)]
struct Composition<'a> {
    members: Vec<Member<'a>>,
    index: HashMap<&'a str, usize>,
    required: HashSet<&'a str>,
    /// What the values of other keys are; of several parts that say it, the last one is taken.
    additional: Option<Member<'a>>,
}

/// One property, and the model that it is written in.
#[derive(Debug, Clone)]
struct Member<'a> {
    key: &'a Key,
    schema: &'a Node,
    owner: Rc<str>,
}

impl<'a> Composition<'a> {
    /// A repeated property keeps its place and takes the later schema, which is the narrower one.
    fn add(&mut self, member: Member<'a>) {
        match self.index.get(member.key.text.as_str()).and_then(|&at| self.members.get_mut(at)) {
            Some(present) => *present = member,
            None => {
                self.index.insert(member.key.text.as_str(), self.members.len());
                self.members.push(member);
            }
        }
    }

    fn include(&mut self, other: &Members<'a>) {
        other.0.members.iter().for_each(|member| self.add(member.clone()));
        self.required.extend(&other.0.required);
        if let Some(additional) = &other.0.additional {
            self.additional = Some(additional.clone());
        }
    }
}

impl<'a> Reader<'a> {
    /// Whether a named schema is a model: it has properties, or says that it is an object and nothing else.
    pub(super) fn is_model(&mut self, schema: &'a Node) -> bool {
        const OTHER: [&str; 5] = ["additionalProperties", "oneOf", "anyOf", "allOf", "$ref"];
        let is_object = schema.get("type").and_then(Node::text) == Some("object");
        let is_bare = OTHER.iter().all(|key| schema.get(key).is_none());
        self.has_properties(schema) || is_object && (is_bare || schema.get("properties").is_some())
    }

    /// Whether a schema has a property of its own or by composition.
    pub(super) fn has_properties(&mut self, schema: &'a Node) -> bool {
        self.has_properties_at(schema, 0)
    }

    fn has_properties_at(&mut self, schema: &'a Node, depth: usize) -> bool {
        if schema.get("properties").is_some_and(|properties| !properties.entries().is_empty()) {
            return true;
        }
        let parts = schema.get("allOf").map(Node::items).unwrap_or_default();
        parts.iter().any(|part| {
            let Some((_, target)) = self.target(part) else {
                return self.has_properties_at(part, depth + 1);
            };
            if let Some(&known) = self.has_properties.get(&target.range.start) {
                return known;
            }
            // What is met again on the way, or after too long a way, adds nothing.
            self.has_properties.insert(target.range.start, false);
            let has = depth < MAX_COMPOSITION && self.has_properties_at(target, depth + 1);
            self.has_properties.insert(target.range.start, has);
            has
        })
    }

    /// The rows of a model.
    pub(super) fn rows(&mut self, name: &str, schema: &'a Node) -> Vec<Row> {
        let owner = Rc::from(name);
        let members = self.members_of(&owner, schema, &mut Vec::new());
        let beside = self.members_beside(&owner, schema, &members);
        let Composition { members, required, additional, .. } = &*members.0;
        let of_all =
            members.iter().map(|member| (member, &[][..], required.contains(member.key.text.as_str())));
        let of_some = beside.iter().map(|(member, others)| (member, &others[..], false));
        let mut rows: Vec<Row> = of_all
            .chain(of_some)
            .map(|(member, others, required)| self.row(member, others, required))
            .collect();
        if let Some(member) = additional
            && rows.iter().all(|row| row.name.value != ADDITIONAL)
        {
            rows.extend(self.row_of_others(member));
        }
        rows
    }

    /// The members of alternatives beside properties, each with the schemas that other alternatives have for it. An object has those of one
    /// alternative, so that none is required.
    fn members_beside(
        &mut self,
        owner: &Rc<str>,
        schema: &'a Node,
        own: &Members<'a>,
    ) -> Vec<(Member<'a>, Vec<&'a Node>)> {
        let mut beside: Vec<(Member<'a>, Vec<&'a Node>)> = Vec::new();
        let mut index: HashMap<&'a str, usize> = HashMap::new();
        for alternative in self.alternatives_beside(schema, &mut HashSet::new()) {
            let members = match self.target(alternative) {
                Some((name, target)) => self.members_of_named(name, target, alternative, &mut Vec::new()),
                None => self.members_of(owner, alternative, &mut Vec::new()),
            };
            if members.0.members.is_empty() && says_what_it_is(alternative) {
                let message =
                    "an alternative next to properties, which has none itself, is left out".to_owned();
                self.note(
                    "alternatives-left-out",
                    alternative,
                    message,
                    "what it allows is kept as unknown keys",
                );
            }
            for member in &members.0.members {
                let key = member.key.text.as_str();
                match index.get(key).and_then(|&at| beside.get_mut(at)) {
                    Some((first, others)) if first.schema.range != member.schema.range => {
                        others.push(member.schema)
                    }
                    Some(_) => {}
                    None if own.0.index.contains_key(key) => {}
                    None => {
                        index.insert(key, beside.len());
                        beside.push((member.clone(), Vec::new()));
                    }
                }
            }
        }
        beside
    }

    /// The alternatives of a schema that has properties, and of those that it is composed of and that have none.
    /// `met` holds the places of the schemas that were looked into: many ways may lead to one.
    fn alternatives_beside(&mut self, schema: &'a Node, met: &mut HashSet<usize>) -> Vec<&'a Node> {
        let mut found = Vec::new();
        if !met.insert(schema.range.start) || met.len() > MAX_COMPOSITION {
            return found;
        }
        for part in schema.get("allOf").map(Node::items).unwrap_or_default() {
            let named = self.target(part);
            let part = named.map_or(part, |(_, target)| target);
            // A model that another is composed of has alternatives for itself.
            if named.is_none() || !self.has_properties(part) {
                found.extend(self.alternatives_beside(part, met));
            }
        }
        found.extend(alternatives(schema));
        found
    }

    fn row(&mut self, member: &Member<'a>, others: &[&'a Node], required: bool) -> Row {
        let Member { key, schema, owner } = member;
        let place = format!("{owner}{}", pascal(&key.text));
        let described = match others {
            [] => self.described(schema, &place),
            others => {
                let each: Vec<&'a Node> = std::iter::once(*schema).chain(others.iter().copied()).collect();
                self.described_several(&Several::of_schemas(schema, &each), &place)
            }
        };
        let documented = |extension| schema.get(extension).and_then(Node::text);
        let name = documented("x-documented-name").unwrap_or(&key.text).to_owned();
        let key_location = self.documents.location(&key.range, self.file);
        let told = self.told(schema);
        Row {
            description: description(schema, &name),
            name: Spanned { value: name, location: key_location },
            wire: Some(key.text.clone()),
            type_text: documented("x-documented-type")
                .map_or_else(|| described.ty.to_string(), str::to_owned),
            ty: Spanned { value: described.ty, location: self.type_location(schema) },
            required: Some(required),
            read_only: flag(schema, "readOnly"),
            deprecated: flag(schema, "deprecated"),
            spelled: None,
            wire_is_guess: false,
            write_only: flag(schema, "writeOnly"),
            nullable: told.nullable,
            format: told.format,
            default: facts::default(schema),
            constraints: self.constraints(schema),
            values: described.values,
            fixed: facts::fixed(schema),
            additional: false,
            location: Location { end: self.at(schema).end, ..key_location },
        }
    }

    /// What the values of other keys are; nothing where they may be anything, since a model keeps such keys by itself.
    fn row_of_others(&mut self, member: &Member<'a>) -> Option<Row> {
        let row = self.row(member, &[], false);
        if row.ty.value == RawType::Any {
            return None;
        }
        let item = if row.nullable { RawType::nullable(row.ty.value) } else { row.ty.value };
        let map = RawType::Map(Box::new(item));
        Some(Row {
            type_text: map.to_string(),
            ty: Spanned { value: map, location: row.ty.location },
            required: None,
            nullable: false,
            default: None,
            fixed: None,
            additional: true,
            ..row
        })
    }

    /// Where a schema says its type: the one word if there is one, else the whole schema.
    fn type_location(&self, schema: &Node) -> Location {
        let word = ["$ref", "type"].into_iter().find_map(|key| schema.get(key));
        self.at(word.unwrap_or(schema))
    }

    /// The members of a schema; `path` holds the named schemas that are being composed.
    fn members_of(&mut self, owner: &Rc<str>, schema: &'a Node, path: &mut Vec<usize>) -> Members<'a> {
        let mut composition = Composition::default();
        for part in schema.get("allOf").map(Node::items).unwrap_or_default() {
            let members = match self.target(part) {
                Some((name, target)) => self.members_of_named(name, target, part, path),
                None => self.members_of(owner, part, path),
            };
            let adds = !members.0.required.is_empty() || members.0.additional.is_some();
            if members.0.members.is_empty() && !adds {
                self.note_lost_part(part);
            }
            composition.include(&members);
        }
        for (key, property) in schema.get("properties").map(Node::entries).unwrap_or_default() {
            composition.add(Member { key, schema: property, owner: Rc::clone(owner) });
        }
        let others = schema.entries().iter().find(|(key, _)| key.text == ADDITIONAL);
        if let Some((key, other)) = others
            && is_schema(other)
            && says_what_it_is(other)
        {
            composition.additional = Some(Member { key, schema: other, owner: Rc::clone(owner) });
        }
        let required = schema.get("required").map(Node::items).unwrap_or_default();
        composition.required.extend(required.iter().filter_map(Node::text));
        self.total += composition.members.len();
        if self.total > MAX_MEMBERS {
            let message = format!("the schemas have more than {MAX_MEMBERS} properties");
            self.problems.error(
                "too-many-properties",
                self.at(schema),
                message,
                "leave out what is not a model",
            );
            return Members::default();
        }
        Members(Rc::new(composition))
    }

    fn members_of_named(
        &mut self,
        name: &'a str,
        schema: &'a Node,
        part: &'a Node,
        path: &mut Vec<usize>,
    ) -> Members<'a> {
        if let Some(members) = self.members.get(&schema.range.start) {
            return members.clone();
        }
        if path.contains(&schema.range.start) || path.len() >= MAX_COMPOSITION {
            let location = self.at(part);
            self.problems.error(
                "endless-composition",
                location,
                format!(
                    "`{name}` is composed of itself, or through more than {MAX_COMPOSITION} other schemas"
                ),
                "take it out of one of the `allOf` lists on the way",
            );
            return Members::default();
        }
        path.push(schema.range.start);
        let owner = if self.schemas.contains_key(name) { name.to_owned() } else { name_of(name) };
        let members = self.members_of(&Rc::from(owner), schema, path);
        path.pop();
        self.members.insert(schema.range.start, members.clone());
        members
    }

    /// A part that adds no property adds at most a description, or what a table cannot say.
    fn note_lost_part(&mut self, part: &'a Node) {
        let schema = self.target(part).map_or(part, |(_, target)| target);
        if says(schema, &["enum", "items"]) {
            let message = "this part of `allOf` has no properties and is left out".to_owned();
            self.note("composition-part-left-out", part, message, "what it allows is kept as unknown keys");
        }
    }
}

/// `last_seen` in the name of an inline model is `LastSeen`.
pub(super) fn pascal(name: &str) -> String {
    let mut pascal = String::with_capacity(name.len());
    let mut upper = true;
    for char in name.chars() {
        if !char.is_alphanumeric() {
            upper = true;
        } else if upper {
            pascal.extend(char.to_uppercase());
            upper = false;
        } else {
            pascal.push(char);
        }
    }
    pascal
}
