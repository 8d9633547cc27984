//! The lock: the Rust surface that was released, in a form that reads well in a review.
//!
//! `spectable update` writes it beside the pages. Two things rest on it: the names of what was released stay as they
//! are, no matter which pages come later, and a check without network says whether the pages still are what was released.
//!
//! One line is one property, in documented order; models are sorted by documented name:
//!
//! ```text
//! format 1
//! release "257.1.0"
//!
//! model Queue = "Queue" from "Queue.md" sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
//!   id: String = "id" required
//!   owner: Box<User> = "owner" read_only
//!   opened: Value = "opened" typed "LocalDateTime"
//!   self_: String = "self" named "pcSelf"
//!
//! enum QueueState from "spectable.toml"
//!   Open = "open"
//!
//! end
//! ```
//!
//! What is the same as elsewhere on the line is left out: `named` is the documented name where it is not the Rust
//! name, `typed` the documented type where it is not the usual one for the Rust type. The row of a property on its page is its line
//! under the model, so that one more row is one more line, and not a change of every line below it.
//!
//! Descriptions are not in the lock; the SHA-256 of the page represents them.
//!
//! The values of an enum of integers have no quotation marks; a lock with such an enum is of format 4, one with unions of format 3.
//!
//! A lock with facts of several sources is of format 2: `added` marks end a line, each with what it adds and the file that says it.
//!
//! ```text
//!   direction: CallDirection = "direction" required added values from "java/Call.md" added required from "api.json"
//! ```

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    location::Files,
    problem::Problems,
    schema::{Addition, Model, Schema},
};

mod conflict;
mod pins;
mod read;
#[cfg(test)]
mod tests;
mod type_text;
mod write;

pub use pins::Pins;

/// The name of the lock in the folder of pages.
pub const FILE_NAME: &str = "spectable.lock";

/// The format of a lock of one source.
pub const FORMAT: u32 = 1;

/// The format of a lock of several sources.
pub const LAYERED_FORMAT: u32 = 2;

/// The format of a lock with unions.
pub const UNION_FORMAT: u32 = 3;

/// The format of a lock with enums of integers.
pub const INTEGER_FORMAT: u32 = 4;

/// The format of a lock with additional properties or directions, and the latest that is read.
pub const ADDITIONAL_FORMAT: u32 = 5;

/// What was released, and where it was documented.
#[derive(Debug, Default, Clone)]
pub struct Lock {
    schema: Schema,
    origins: BTreeMap<String, Origin>,
    /// The file that states the values of each enum.
    enum_files: BTreeMap<String, String>,
}

/// Where a model was documented.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The page, relative to the folder of the lock.
    pub page: String,
    /// The SHA-256 of the page, in lower-case hexadecimal.
    pub sha256: String,
}

impl Lock {
    /// The lock of a schema; `origin_of` says where each model was documented.
    ///
    /// ```
    /// use spectable_build::{lock::Lock, schema::Schema};
    ///
    /// let schema = Schema { release: Some("257.1.0".into()), ..Schema::default() };
    /// let lock = Lock::of(schema, |_| unreachable!("there are no models"));
    /// assert!(lock.to_string().ends_with("\nrelease \"257.1.0\"\n\nend\n"));
    /// ```
    pub fn of(schema: Schema, mut origin_of: impl FnMut(&Model) -> Origin) -> Self {
        let origins = schema.models.values().map(|model| (model.name.clone(), origin_of(model))).collect();
        let enum_files = schema.enums.iter().map(|(key, it)| {
            let file = schema.files.name(it.location.file);
            let added = schema.additions.iter().find(|added| added.location.file == it.location.file);
            let own = || file.rsplit(['/', '\\']).next().unwrap_or(file).to_owned();
            (key.clone(), added.map_or_else(own, |added| added.file.clone()))
        });
        let enum_files = enum_files.collect();
        Self { schema, origins, enum_files }
    }

    /// Reads a lock. Its text is added to `files`, so that problems, and the positions of [`Lock::schema`], point
    /// into it.
    ///
    /// # Errors
    /// Nothing is returned, and `problems` says why, for a lock with conflict markers, of a later format, cut off, or
    /// otherwise not as it was written.
    pub fn parse(name: &str, text: &str, files: &mut Files, problems: &mut Problems) -> Option<Self> {
        read::parse(name, text, files, problems)
    }

    /// Reads a lock in which a merge may have left both sides: then the names of both.
    ///
    /// # Errors
    /// As [`Lock::parse`], for either side.
    pub fn parse_or_merge(
        name: &str,
        text: &str,
        files: &mut Files,
        problems: &mut Problems,
    ) -> Option<Self> {
        let Some(sides) = conflict::sides(text) else { return Self::parse(name, text, files, problems) };
        let ours = Self::parse(name, &sides.ours, files, problems);
        let theirs = Self::parse(name, &sides.theirs, files, problems);
        Some(ours?.merged_with(theirs?))
    }

    /// What was released: everything that generated code depends on but descriptions.
    pub fn schema(&self) -> &Schema {
        &self.schema
    }

    /// The names that were released.
    pub fn pins(&self) -> Pins {
        Pins::of(&self.schema)
    }

    /// What was released, as a schema whose positions point into `files`, with which the lock was read.
    pub fn into_schema(self, files: Files) -> Schema {
        Schema { files, ..self.schema }
    }

    /// This lock with what only the other one has: the names of both sides of a merge. Where both name the same
    /// thing, this one's name stays.
    #[must_use]
    pub fn merged_with(mut self, other: Self) -> Self {
        for added in other.schema.additions {
            let is_known = |own: &Addition| {
                (&own.model, &own.property, own.fact) == (&added.model, &added.property, added.fact)
            };
            if !self.schema.additions.iter().any(is_known) {
                self.schema.additions.push(added);
            }
        }
        for (name, theirs) in other.schema.models {
            match self.schema.models.get_mut(&name) {
                None => {
                    self.schema.models.insert(name, theirs);
                }
                Some(ours) => {
                    let known: BTreeSet<String> = ours.properties.iter().map(|it| it.name.clone()).collect();
                    ours.properties
                        .extend(theirs.properties.into_iter().filter(|it| !known.contains(&it.name)));
                }
            }
        }
        for (name, theirs) in other.schema.unions {
            match self.schema.unions.get_mut(&name) {
                None => {
                    self.schema.unions.insert(name, theirs);
                }
                Some(ours) => {
                    let known: BTreeSet<String> =
                        ours.alternatives.iter().map(|it| it.variant.clone()).collect();
                    let more = theirs.alternatives.into_iter().filter(|it| !known.contains(&it.variant));
                    ours.alternatives.extend(more);
                }
            }
        }
        for (key, theirs) in other.schema.enums {
            match self.schema.enums.get_mut(&key) {
                None => {
                    self.schema.enums.insert(key, theirs);
                }
                Some(ours) => {
                    let known: BTreeSet<String> = ours.values.iter().map(|it| it.wire.clone()).collect();
                    ours.values.extend(theirs.values.into_iter().filter(|it| !known.contains(&it.wire)));
                }
            }
        }
        for (name, origin) in other.origins {
            self.origins.entry(name).or_insert(origin);
        }
        for (key, file) in other.enum_files {
            self.enum_files.entry(key).or_insert(file);
        }
        self
    }

    /// This lock with another Rust name for a model, or for a property of it; both are given by their documented names. The other names stay.
    #[must_use]
    pub fn with_rust_name(mut self, model: &str, property: Option<&str>, name: &str) -> Self {
        if let Some(model) = self.schema.models.get_mut(model) {
            match property {
                None => name.clone_into(&mut model.rust_name),
                Some(property) => {
                    let named = model.properties.iter_mut().filter(|it| it.name == property);
                    named.for_each(|it| name.clone_into(&mut it.rust_name));
                }
            }
        }
        self
    }

    /// Where a model, given by its documented name, was documented.
    pub fn origin(&self, model: &str) -> Option<&Origin> {
        self.origins.get(model)
    }
}
