//! Rules about how a source describes, orders and names what it documents.

use super::record::{InDerive, Record};
use crate::verdict::{Behaviour, RustVerdict, Verdict, WireVerdict};

pub(super) const DESCRIPTION_CHANGED: Record = Record {
    verdict: Verdict::of(RustVerdict::Patch).and(WireVerdict::NONE, Behaviour::MeaningMayDiffer),
    summary: "The description of a model, a property, an enum or a value changed.",
    why: "Descriptions become rustdoc, so the change is a patch. A description is also where a change of \
          behaviour may be announced.",
    old: "\"The duration.\"",
    new: "\"The duration in milliseconds.\"",
    remedy: "Read both texts, then run `spectable update`.",
    ..Record::new("description-changed", RustVerdict::Patch)
};

pub(super) const ORDER_CHANGED: Record = Record {
    summary: "The order of properties or values changed.",
    why: "JSON objects have no order, and Rust fields are used by name. Two things change: the order in \
          which documents are written, and the order of `VALUES`.",
    old: "`id`, `name`",
    new: "`name`, `id`",
    remedy: "Nothing to do.",
    derive: Some(InDerive::of(
        Verdict::of(RustVerdict::Patch),
        "JSON objects have no order, and Rust fields are used by name. The order in which documents are written changes; \
         and of an enum how its values compare, and the number that `as` makes of each.",
    )),
    ..Record::new("order-changed", RustVerdict::Patch)
};

pub(super) const RELEASE_CHANGED: Record = Record {
    summary: "The source belongs to another release.",
    why: "The header of the generated code names the release.",
    old: "243.0.0",
    new: "257.1.0",
    remedy: "Nothing to do. `spectable update` notes the release in the lock.",
    ..Record::new("release-changed", RustVerdict::Patch)
};

pub(super) const GENERATED_NAME_MOVED: Record = Record {
    summary: "The Rust name of a model, a property, an enum or a value changed, and its documented name did \
          not.",
    why: "If two documented names would become the same Rust name, one of them gets another. So a page that \
          is added later could rename an item that was already released. The lock prevents this: it pins \
          every released name. The finding occurs between two sources that are compared without a lock, or \
          when an entry in the overlay gives another name.",
    old: "`UserStatus` is the enum of `User.status`",
    new: "`UserStatus` is a model, and the enum is `UserStatusValue`",
    remedy: "Let `spectable update` keep the released names, or release a major version.",
    ..Record::new("generated-name-moved", RustVerdict::Major)
};
