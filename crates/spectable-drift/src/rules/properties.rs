//! Rules about the properties of models.

use super::record::{InDerive, Record};
use crate::verdict::{Behaviour, Breakage, RustVerdict, Verdict, WireVerdict};

pub(super) const ADDED: Record = Record {
    verdict: Verdict::of(RustVerdict::Minor).and(WireVerdict::NONE, Behaviour::KeptAsExtra),
    exception: Some((
        "if the property is required",
        Verdict::of(RustVerdict::Minor).and(WireVerdict::request(Breakage::Breaks), Behaviour::Refused),
    )),
    summary: "A model has a new property.",
    why: "Models are non-exhaustive and are built with setters, so a new field is a minor change. Old code \
          that reads the property keeps it in `Extra`. If the property is required, the server refuses the \
          requests of old code.",
    old: "no row",
    new: "`| **media_type** | str | | [optional] |`",
    remedy: "Run `spectable update`. If the property is required, release soon: old code cannot send it.",
    derive: Some(
        InDerive::of(
            Verdict::of(RustVerdict::Major).and(WireVerdict::NONE, Behaviour::Lost),
            "Structs have public fields and are not `#[non_exhaustive]`: code that names every field no longer \
             compiles, in a literal without `..Default::default()` or in a pattern without `..`. Old code that reads \
             the property drops it, so that it is gone from a document that is read and sent back. If the property \
             is required, the server refuses the requests of old code. A model with a map of all other keys keeps \
             it there, or gets an error if it is not of the type of the map. Release a major version.",
        )
        .except(
            "if the property is required",
            Verdict::of(RustVerdict::Major).and(WireVerdict::request(Breakage::Breaks), Behaviour::Refused),
        ),
    ),
    ..Record::new("property-added", RustVerdict::Minor)
};

pub(super) const REMOVED: Record = Record {
    verdict: Verdict::of(RustVerdict::Major).and(WireVerdict::MAY_BREAK, Behaviour::ReadsNone),
    exception: Some((
        "if the model forbids other keys",
        Verdict::of(RustVerdict::Major).and(
            WireVerdict { request: Breakage::Breaks, response: Breakage::MayBreak },
            Behaviour::ReadsNone,
        ),
    )),
    summary: "A model lost a property, and no new property has its wire name or its Rust name.",
    why: "The field is removed, so code that uses it no longer compiles. Old code that reads a response \
          finds nothing where there was a value. A server may refuse requests of old code that carry the \
          property, and one that forbids other keys does.",
    old: "`| **media_type** | str | | [optional] |`",
    new: "no row",
    remedy: "Check whether the server really stopped sending it: documentation sometimes loses rows by \
          mistake. If it did, release a major version.",
    ..Record::new("property-removed", RustVerdict::Major)
};

pub(super) const RENAMED: Record = Record {
    exception: Some(("if the Rust name stays", Verdict::of(RustVerdict::Patch))),
    summary: "The documented name of a property changed, and its JSON key did not.",
    why: "Rust field names come from documented names, so the field is renamed and code that uses it no \
          longer compiles. The wire stays as it is.",
    old: "`userId` is documented as `user_id`",
    new: "`userId` is documented as `pc_user_id`",
    remedy: "Release a major version, or keep the old Rust name with an entry in the overlay: the lock pins \
          Rust names by documented name, so it does not help here.",
    derive: Some(
        InDerive::of(
            Verdict::of(RustVerdict::Major),
            "Rust field names come from documented names, so the field is renamed and code that uses it no longer \
             compiles. If the Rust name stays, the generated code is the same. The wire stays as it is.",
        )
        .except("if the Rust name stays", Verdict::of(RustVerdict::None)),
    ),
    ..Record::new("property-renamed", RustVerdict::Major)
};

pub(super) const TYPE_CHANGED: Record = Record {
    by_type: true,
    summary: "The Rust type of a field changed.",
    why: "Code that uses the field with its old type no longer compiles. The wire verdict says which \
          documents can still be read: an integer is read as a float, but not every float as an integer; a \
          date-time is read as text; a value is never read as a list.",
    old: "`| **size** | int | | |`",
    new: "`| **size** | float | | |`",
    remedy: "Release a major version. If documents on the wire did not change, one of the two types is \
          wrong: check what the server sends.",
    derive: Some(InDerive::of(
        Verdict::of(RustVerdict::Major),
        "Code that uses the field with its old type no longer compiles. The wire verdict says which documents can \
         still be read. It is that of the table style but for two types: an enum is closed, so that a text or another \
         enum is read only if it is one of its values; and a list or object in a union is an error if it does not fit \
         the alternative that it is taken for.",
    )),
    ..Record::new("type-changed", RustVerdict::Major)
};

pub(super) const WIRE_NAME_CHANGED: Record = Record {
    verdict: Verdict::of(RustVerdict::Patch).and(WireVerdict::MAY_BREAK, Behaviour::ReadsNone),
    exception: Some((
        "if the property is required, or the model forbids other keys",
        Verdict::of(RustVerdict::Patch).and(
            WireVerdict { request: Breakage::Breaks, response: Breakage::MayBreak },
            Behaviour::ReadsNone,
        ),
    )),
    summary: "The JSON key of a property changed, and its Rust field did not.",
    why: "Old code still compiles, and no longer works: it sends and expects a key that the new server does \
          not know. Such a change comes from an entry in the overlay, or from an OpenAPI document.",
    old: "`property` is \"pcProperty\" on the wire",
    new: "`property` is \"property\" on the wire",
    remedy: "Check which key the server uses. If the old one was wrong, a patch release fixes it; say so in \
          the changelog.",
    ..Record::new("wire-name-changed", RustVerdict::Patch)
};

pub(super) const OPTIONAL_TO_REQUIRED: Record = Record {
    verdict: Verdict::of(RustVerdict::None).and(WireVerdict::request(Breakage::Breaks), Behaviour::Refused),
    summary: "Requests must carry a property that was optional.",
    why: "Every field is an `Option`, so the Rust type does not change. The server refuses requests of old \
          code that leave the property out.",
    old: "`| **version** | int | | [optional] |`",
    new: "`| **version** | int | | |`",
    remedy: "Look for code that builds this model without the property.",
    ..Record::new("optional-to-required", RustVerdict::None)
};

pub(super) const REQUIRED_TO_OPTIONAL: Record = Record {
    verdict: Verdict::of(RustVerdict::None).and(WireVerdict::NONE, Behaviour::ReadsNone),
    summary: "Requests may leave out a property that was required.",
    why: "Every field is an `Option`, so the Rust type does not change. Old code still sends the property, \
          and the server still accepts it. Responses may leave the property out, too, and old code reads `None` then.",
    old: "`| **version** | int | | |`",
    new: "`| **version** | int | | [optional] |`",
    remedy: "Nothing to do.",
    ..Record::new("required-to-optional", RustVerdict::None)
};

pub(super) const TYPE_RESPELLED: Record = Record {
    summary: "The documented type has another text, and the Rust type is the same.",
    why: "It is reported so that every change of a row is visible. Neither Rust nor the wire changes.",
    old: "`| **at** | LocalTime | | |`, where no page documents `LocalTime`",
    new: "`| **at** | object | | |`",
    remedy: "Nothing to do.",
    ..Record::new("type-respelled", RustVerdict::None)
};

pub(super) const READ_ONLY_CHANGED: Record = Record {
    verdict: Verdict::of(RustVerdict::Patch)
        .and(WireVerdict::request(Breakage::MayBreak), Behaviour::Refused),
    exception: Some(("if the mark is removed", Verdict::of(RustVerdict::Patch))),
    summary: "A property became read-only, or is no longer read-only.",
    why: "In Rust the mark is only data in the model's table. The server may refuse requests of old code \
          that carry a property which is now read-only. A property that is no longer read-only can be sent \
          from now on.",
    old: "`| **self_uri** | str | | [optional] |`",
    new: "`| **self_uri** | str | | [optional] [readonly] |`",
    remedy: "Look for code that sends the property.",
    derive: Some(
        InDerive::of(
            Verdict::of(RustVerdict::None).and(WireVerdict::request(Breakage::MayBreak), Behaviour::Refused),
            "The mark is not in the generated code. The server may refuse requests of old code that carry a property \
             which is now read-only. A property that is no longer read-only can be sent from now on.",
        )
        .except("if the mark is removed", Verdict::of(RustVerdict::None)),
    ),
    ..Record::new("read-only-changed", RustVerdict::Patch)
};

pub(super) const DEPRECATED_CHANGED: Record = Record {
    exception: Some(("if the mark is removed", Verdict::of(RustVerdict::Patch))),
    summary: "A property became deprecated, or is no longer deprecated.",
    why: "A new deprecation makes the compiler warn users of the field, which is a minor change by Cargo's \
          rules. If the mark is removed, the change is a patch.",
    old: "`| **skill_id** | str | | [optional] |`",
    new: "`| **skill_id** | str | | [optional] [deprecated] |`",
    remedy: "Move to what the description recommends before the property is removed.",
    ..Record::new("deprecated-changed", RustVerdict::Minor)
};
