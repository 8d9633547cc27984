//! Models at one time, as they are compared with those of another.

use std::borrow::Cow;

use spectable_build::{location::Files, lock::Lock, project::Project, render::Style, schema::Schema};

use crate::{changes::Scope, label::Label};

/// Models at one time.
#[derive(Debug, Clone)]
pub struct Snapshot<'a> {
    /// What it is called in reports.
    pub label: Label,
    /// The models.
    pub schema: Cow<'a, Schema>,
    /// What can be compared of it.
    pub scope: Scope,
    /// The style of the generated code, where its overlay says it.
    pub style: Option<Style>,
    /// It is read from a document, and not from pages.
    pub is_document: bool,
}

impl<'a> Snapshot<'a> {
    /// The models of a project.
    pub fn of(project: &'a Project) -> Self {
        let scope = Scope {
            descriptions: !project.is_lock,
            operations: project.is_document,
            facts: !project.is_lock,
            style: Style::default(),
        };
        Self {
            style: project.overlay.style,
            is_document: project.is_document,
            ..Self::new(&project.name, Cow::Borrowed(&project.schema), scope)
        }
    }

    /// The models that were released; `files` are those with which the lock was read.
    pub fn of_lock(name: &str, lock: &Lock, files: &Files) -> Self {
        let schema = lock.clone().into_schema(files.clone());
        Self::new(
            name,
            Cow::Owned(schema),
            Scope { descriptions: false, operations: false, facts: false, style: Style::default() },
        )
    }

    fn new(name: &str, schema: Cow<'a, Schema>, scope: Scope) -> Self {
        let label = Label { name: name.to_owned(), release: schema.release.clone() };
        Self { label, schema, scope, style: None, is_document: false }
    }

    /// The same without descriptions, which are then not compared.
    #[must_use]
    pub fn without_descriptions(mut self) -> Self {
        self.scope.descriptions = false;
        self
    }

    /// What can be compared of both, this one being the older. The style is that of the newer one, if it says any.
    pub fn scope_with(&self, other: &Snapshot<'_>) -> Scope {
        Scope {
            descriptions: self.scope.descriptions && other.scope.descriptions,
            operations: self.scope.operations && other.scope.operations,
            // Pages leave out much that documents say.
            facts: self.scope.facts && other.scope.facts && self.is_document == other.is_document,
            style: other.style.or(self.style).unwrap_or_default(),
        }
    }
}
