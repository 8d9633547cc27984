//! Rules about the alternatives of unions.

use super::record::{InDerive, Record};
use crate::verdict::{Behaviour, Breakage, RustVerdict, Verdict, WireVerdict};

pub(super) const ADDED: Record = Record {
    verdict: Verdict::of(RustVerdict::Minor).and(WireVerdict::NONE, Behaviour::KeptAsUnrecognized),
    exception: Some((
        "if old code takes it for another one",
        Verdict::of(RustVerdict::Minor).and(WireVerdict::response(Breakage::MayBreak), Behaviour::Fails),
    )),
    summary: "A union has a new alternative.",
    why: "Unions are non-exhaustive, so a new variant is a minor change. Old code reads the value as \
          `Unrecognized` and loses nothing. Where it takes the value for an alternative that it knows, such as a list of \
          other items, it may fail to read it.",
    old: "`payment` is a `Card` or a `Bank`",
    new: "`payment` may also be a `Coin`",
    remedy: "Release a minor version, and look at each `match` whose fallback assumes that every alternative is \
          known.",
    derive: Some(
        InDerive::of(
            Verdict::of(RustVerdict::Minor).and(WireVerdict::NONE, Behaviour::KeptAsUnrecognized),
            "Unions are non-exhaustive in this style, too, so a new variant is a minor change. Old code reads the value \
             as `Unrecognized` and loses nothing. If an alternative takes every list or every object, old code takes \
             the value for that one: it loses the keys that it does not know, or gets an error.",
        )
        .except(
            "if another alternative takes it",
            Verdict::of(RustVerdict::Minor).and(WireVerdict::response(Breakage::MayBreak), Behaviour::Fails),
        ),
    ),
    ..Record::new("alternative-added", RustVerdict::Minor)
};

pub(super) const REMOVED: Record = Record {
    verdict: Verdict::of(RustVerdict::Major)
        .and(WireVerdict::request(Breakage::MayBreak), Behaviour::Refused),
    summary: "A union lost an alternative.",
    why: "The variant is removed, so code that names it no longer compiles. A server that does not know the \
          alternative may refuse requests that carry it.",
    old: "`payment` is a `Card`, a `Bank` or a `Coin`",
    new: "`payment` is a `Card` or a `Bank`",
    remedy: "Release a major version.",
    ..Record::new("alternative-removed", RustVerdict::Major)
};

pub(super) const TOLD_OTHERWISE: Record = Record {
    verdict: Verdict::of(RustVerdict::Patch).and(WireVerdict::MAY_BREAK, Behaviour::KeptAsUnrecognized),
    summary: "Another key, or another value of it, tells an alternative of a union from the others.",
    why: "Old code still compiles. It goes by the old key or value, so that it reads the alternative as another \
          one or as `Unrecognized`, and the server does so with what old code sends.",
    old: "a `Card` has the `method` \"card\"",
    new: "a `Card` has the `method` \"credit_card\"",
    remedy: "Check which of them the server uses. A union of more properties or values than before is often told \
          otherwise without a change of what is sent.",
    derive: Some(
        InDerive::of(
            Verdict::of(RustVerdict::Patch).and(WireVerdict::MAY_BREAK, Behaviour::KeptAsUnrecognized),
            "Old code still compiles. It goes by the old key or value, so that it reads the alternative as another one \
             or as `Unrecognized`, and the server does so with what old code sends. As another one, it loses the keys \
             that it does not know, or gets an error.",
        )
        .except(
            "if another alternative takes it",
            Verdict::of(RustVerdict::Patch).and(WireVerdict::MAY_BREAK, Behaviour::Fails),
        ),
    ),
    ..Record::new("alternative-told-otherwise", RustVerdict::Patch)
};
