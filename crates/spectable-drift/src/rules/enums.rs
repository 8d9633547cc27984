//! Rules about the values of enums.

use super::record::{InDerive, Record};
use crate::verdict::{Behaviour, Breakage, RustVerdict, Verdict, WireVerdict};

/// When old code cannot hold a value: an enum of texts holds no integer, and an enum of integers holds no text.
const OF_ANOTHER_KIND: &str = "if the enum changed from texts to integers, or from integers to texts";

/// A new value in the derive style, where a union keeps what the enum does not know.
const KEPT_BY_UNION: Verdict =
    Verdict::of(RustVerdict::Major).and(WireVerdict::NONE, Behaviour::KeptAsUnrecognized);

pub(super) const VALUE_ADDED: Record = Record {
    verdict: Verdict::of(RustVerdict::Minor).and(WireVerdict::NONE, Behaviour::KeptAsUnrecognized),
    exception: Some((
        OF_ANOTHER_KIND,
        Verdict::of(RustVerdict::Minor).and(WireVerdict::response(Breakage::Breaks), Behaviour::Fails),
    )),
    summary: "An enum has a new value.",
    why: "Enums are open and non-exhaustive, so a new variant is a minor change. Old code reads the value as \
          `Unrecognized` and loses nothing.",
    old: "`direction` may be \"inbound\" or \"outbound\"",
    new: "`direction` may also be \"transfer\"",
    remedy: "Release a minor version, and look at each `match` whose fallback assumes that every value is \
          known.",
    derive: Some(
        InDerive::of(
            Verdict::of(RustVerdict::Major).and(WireVerdict::response(Breakage::Breaks), Behaviour::Fails),
            "Enums are closed, so code that matches every value no longer compiles. Old code gets an error when it \
             reads the new value, and loses the whole document with it. In a union, a value that the enum does not \
             know is read as `Unrecognized`. Release a major version, and soon.",
        )
        .except("if only unions hold the enum", KEPT_BY_UNION),
    ),
    ..Record::new("enum-value-added", RustVerdict::Minor)
};

pub(super) const VALUE_REMOVED: Record = Record {
    verdict: Verdict::of(RustVerdict::Major)
        .and(WireVerdict::request(Breakage::MayBreak), Behaviour::Refused),
    summary: "An enum lost a value.",
    why: "The variant is removed, so code that names it no longer compiles. A server that does not know the \
          value may refuse requests that carry it.",
    old: "`direction` may be \"inbound\", \"outbound\" or \"transfer\"",
    new: "`direction` may be \"inbound\" or \"outbound\"",
    remedy: "Release a major version, or keep the value in the overlay: a variant that the server no longer \
          sends does no harm.",
    ..Record::new("enum-value-removed", RustVerdict::Major)
};

pub(super) const VALUE_RESPELLED: Record = Record {
    verdict: Verdict::of(RustVerdict::Patch).and(WireVerdict::MAY_BREAK, Behaviour::KeptAsUnrecognized),
    exception: Some((
        OF_ANOTHER_KIND,
        Verdict::of(RustVerdict::Patch).and(
            WireVerdict { request: Breakage::MayBreak, response: Breakage::Breaks },
            Behaviour::Fails,
        ),
    )),
    summary: "The text of a value on the wire changed, and its Rust variant did not.",
    why: "Old code still compiles, and the two sides no longer understand each other: old code sends the old \
          text, and reads the new text as `Unrecognized`.",
    old: "`Inbound` is \"inbound\" on the wire",
    new: "`Inbound` is \"INBOUND\" on the wire",
    remedy: "Check which spelling the server uses. If it uses both, both are values, and each needs a \
          variant.",
    derive: Some(
        InDerive::of(
            Verdict::of(RustVerdict::Patch).and(
                WireVerdict { request: Breakage::MayBreak, response: Breakage::Breaks },
                Behaviour::Fails,
            ),
            "Old code still compiles, and the two sides no longer understand each other: old code sends the old \
             text, and gets an error when it reads the new text. In a union, the new text is read as `Unrecognized`.",
        )
        .except(
            "if only unions hold the enum",
            Verdict::of(RustVerdict::Patch).and(WireVerdict::MAY_BREAK, Behaviour::KeptAsUnrecognized),
        ),
    ),
    ..Record::new("enum-value-respelled", RustVerdict::Patch)
};
