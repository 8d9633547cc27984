//! What a documented type is: one of the leaves, a model, an enum, or what the overlay says.

use super::enums::Enums;
use super::pages::{LONGEST_ALIAS, Pages};
use crate::documented::{Body, Page, Row};
use crate::documented_type::RawType;
use crate::location::Location;
use crate::overlay::{Overlay, TypeOfProperty};
use crate::problem::Problems;
use crate::schema::{Target, Type};

pub(super) struct Types<'a> {
    pages: &'a Pages,
    overlay: &'a Overlay,
    problems: &'a mut Problems,
}

impl<'a> Types<'a> {
    pub(super) fn new(pages: &'a Pages, overlay: &'a Overlay, problems: &'a mut Problems) -> Self {
        Self { pages, overlay, problems }
    }

    /// What the overlay says of the type of a property.
    pub(super) fn said_of(&self, page: &Page, row: &Row) -> Option<&'a TypeOfProperty> {
        let is_it =
            |entry: &&TypeOfProperty| entry.property == row.name.value && entry.model == page.name.value;
        self.overlay.property_types.iter().find(is_it)
    }

    pub(super) fn problems(&mut self) -> &mut Problems {
        self.problems
    }

    pub(super) fn resolve(&mut self, ty: &RawType, at: Location, enums: &Enums<'_>) -> Type {
        self.resolve_within(ty, at, enums, &mut Vec::new())
    }

    /// `within` are the other names of types that lead here.
    fn resolve_within(
        &mut self,
        ty: &RawType,
        at: Location,
        enums: &Enums<'_>,
        within: &mut Vec<String>,
    ) -> Type {
        ty.map_refs(&mut |name| self.named(name, at, enums, within))
    }

    fn named(&mut self, name: &str, at: Location, enums: &Enums<'_>, within: &mut Vec<String>) -> Type {
        if within.len() == LONGEST_ALIAS || within.iter().any(|outer| outer == name) {
            self.problems.note(
                "recursive-type",
                at,
                format!("`{name}` holds itself, or has very many other names; it is serde_json::Value there"),
                "say in the overlay what it is, if that is not enough: [[type]]",
            );
            return Type::Any;
        }
        match self.pages.page(name).map(|page| &page.body) {
            Some(Body::Rows(_)) => return Type::Ref(Target::Model(name.to_owned())),
            Some(body @ (Body::Values(_) | Body::Integers(_))) => {
                let plain = if matches!(body, Body::Values(_)) { Type::Text } else { Type::Integer };
                return enums
                    .standing_alone(name)
                    .map_or(plain, |name| Type::Ref(Target::Enum(name.clone())));
            }
            Some(Body::Union(_)) => return Type::Ref(Target::Union(name.to_owned())),
            Some(Body::Alias(ty)) => return self.alias(name, ty, at, enums, within),
            Some(Body::Unknown) | None => {}
        }
        match self.overlay.types.iter().find(|entry| entry.name == name) {
            Some(entry) => self.alias(name, &entry.is, at, enums, within),
            None if self.pages.page(name).is_some() => Type::Any,
            None => {
                self.problems.warning(
                    "name-without-page",
                    at,
                    format!("no page documents `{name}`; it becomes serde_json::Value"),
                    "say in the overlay what it is: [[type]]",
                );
                Type::Any
            }
        }
    }
    /// What another name of a type stands for.
    fn alias(
        &mut self,
        name: &str,
        ty: &RawType,
        at: Location,
        enums: &Enums<'_>,
        within: &mut Vec<String>,
    ) -> Type {
        within.push(name.to_owned());
        let ty = self.resolve_within(ty, at, enums, within);
        within.pop();
        ty
    }
}
