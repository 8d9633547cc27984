//! Rules about models.

use super::record::Record;
use crate::verdict::{RustVerdict, Verdict};

pub(super) const ADDED: Record = Record {
    summary: "The new source documents a model that the old one does not.",
    why: "A new model is a new Rust type. No code refers to it yet, so the change is minor. Nothing changes \
          on the wire until a property refers to the model.",
    old: "no page `QueueOwner.md`",
    new: "a page `QueueOwner.md`",
    remedy: "Run `spectable update` when one of your models refers to it.",
    ..Record::new("model-added", RustVerdict::Minor)
};

pub(super) const REMOVED: Record = Record {
    summary: "The old source documents a model that the new one does not, under this name or another.",
    why: "The Rust type is removed, so code that names it no longer compiles. The wire does not change: what \
          the server sends is described by the properties that referred to the model.",
    old: "a page `QueueOwner.md`",
    new: "no page `QueueOwner.md`",
    remedy: "Release a major version, or keep the page in schema/ as long as the server still sends the \
          model.",
    ..Record::new("model-removed", RustVerdict::Major)
};

pub(super) const RENAMED: Record = Record {
    exception: Some(("if the Rust name stays", Verdict::of(RustVerdict::Patch))),
    summary: "A model was removed, and a new model has the same properties and one more reason to be it.",
    why: "Documentation generators often rename a model when a second one with the same name appears. JSON \
          does not carry model names, so the wire stays as it is. In Rust the type has another name. \
          Properties that refer to the model are not reported again. Its references, its name, its place or properties that no \
          other model has are such a reason, and the finding names it; `id` and `name` alone are none.",
    old: "`Queue` with the properties id, name, owner",
    new: "`RoutingQueue` with the properties id, name, owner",
    remedy: "Release a major version. A type alias under the old name gives users time to move.",
    ..Record::new("model-renamed", RustVerdict::Major)
};
