//! Rules about what documentation says beyond types.

use super::record::{InDerive, Record};
use crate::verdict::{Behaviour, Breakage, RustVerdict, Verdict, WireVerdict};

pub(super) const NULLABLE_CHANGED: Record = Record {
    verdict: Verdict::of(RustVerdict::Patch).and(WireVerdict::request(Breakage::Breaks), Behaviour::Refused),
    exception: Some((
        "if null is now a value",
        Verdict::of(RustVerdict::Patch).and(WireVerdict::response(Breakage::MayBreak), Behaviour::ReadsNone),
    )),
    summary: "Null became a value of a property, or is no longer one.",
    why: "Every field is an `Option`, and every property can be set to null, so the Rust type does not change. A \
          server refuses the null of old code where it is no longer documented. Old code reads `None` where null is \
          a new value.",
    old: "`nullable: true`",
    new: "no `nullable`",
    remedy: "Look for code that calls `set_null` with this property.",
    derive: Some(
        InDerive::of(
            Verdict::of(RustVerdict::None),
            "Every field is an `Option`, and the generated code is the same. A field that is `None` is left out, so that \
             old code sends null only where the property is any value or a union. Old code reads `None` where null is \
             a new value, and does not send the null back.",
        )
        .except(
            "if null is now a value",
            Verdict::of(RustVerdict::None)
                .and(WireVerdict::response(Breakage::MayBreak), Behaviour::ReadsNone),
        ),
    ),
    ..Record::new("nullable-changed", RustVerdict::Patch)
};

pub(super) const WRITE_ONLY_CHANGED: Record = Record {
    verdict: Verdict::of(RustVerdict::Patch)
        .and(WireVerdict::response(Breakage::MayBreak), Behaviour::ReadsNone),
    exception: Some(("if the mark is removed", Verdict::of(RustVerdict::Patch))),
    summary: "A property became write-only, or is no longer write-only.",
    why: "In Rust the mark is only data in the model's table. Responses no longer carry a property that is now \
          write-only, so that old code reads `None`.",
    old: "no `writeOnly`",
    new: "`writeOnly: true`",
    remedy: "Look for code that reads the property from a response.",
    derive: Some(
        InDerive::of(
            Verdict::of(RustVerdict::None)
                .and(WireVerdict::response(Breakage::MayBreak), Behaviour::ReadsNone),
            "The mark is not in the generated code. Responses no longer carry a property that is now write-only, so \
             that old code reads `None`.",
        )
        .except("if the mark is removed", Verdict::of(RustVerdict::None)),
    ),
    ..Record::new("write-only-changed", RustVerdict::Patch)
};

pub(super) const DEFAULT_CHANGED: Record = Record {
    verdict: Verdict::of(RustVerdict::Patch).and(WireVerdict::NONE, Behaviour::MeaningMayDiffer),
    summary: "The value that a property has where it is left out changed.",
    why: "The default is data in the model's table, and reading does not put it in. A request that leaves the \
          property out now means something else.",
    old: "`default: 25`",
    new: "`default: 100`",
    remedy: "Look for code that relies on the default, and set the property there.",
    derive: Some(InDerive::of(
        Verdict::of(RustVerdict::None).and(WireVerdict::NONE, Behaviour::MeaningMayDiffer),
        "The default is not in the generated code, and reading does not put it in. A request that leaves the property \
         out now means something else.",
    )),
    ..Record::new("default-changed", RustVerdict::Patch)
};

pub(super) const FORMAT_CHANGED: Record = Record {
    verdict: Verdict::of(RustVerdict::Patch)
        .and(WireVerdict::request(Breakage::MayBreak), Behaviour::Refused),
    exception: Some(("if the format is gone, or is a wider one", Verdict::of(RustVerdict::Patch))),
    summary: "The format of a property changed, and its Rust type did not.",
    why: "A format such as `uuid` or `email` says more of a text or number than its type. A server may refuse what \
          does not have the new format. What it sends is still read. `int64` is wider than `int32`, and `double` than \
          `float`.",
    old: "`type: string`",
    new: "`type: string`, `format: uuid`",
    remedy: "Look for code that sends values of another form.",
    derive: Some(
        InDerive::of(
            Verdict::of(RustVerdict::None)
                .and(WireVerdict::request(Breakage::MayBreak), Behaviour::Refused),
            "A format such as `uuid` or `email` says more of a text or number than its type, and is not in the generated \
             code. A server may refuse what does not have the new format. What it sends is still read.",
        )
        .except("if the format is gone, or is a wider one", Verdict::of(RustVerdict::None)),
    ),
    ..Record::new("format-changed", RustVerdict::Patch)
};

pub(super) const CONSTRAINT_TIGHTENED: Record = Record {
    verdict: Verdict::of(RustVerdict::None).and(WireVerdict::request(Breakage::MayBreak), Behaviour::Refused),
    summary: "A property allows fewer values than before.",
    why: "Lengths, ranges, patterns and counts are no part of the Rust type. A server may refuse values that it \
          accepted before. Another pattern counts as a tighter one.",
    old: "`maxLength: 100`",
    new: "`maxLength: 50`",
    remedy: "Look for code that sends values beyond the new limits.",
    ..Record::new("constraint-tightened", RustVerdict::None)
};

pub(super) const CONSTRAINT_LOOSENED: Record = Record {
    verdict: Verdict::of(RustVerdict::None).and(WireVerdict::NONE, Behaviour::MeaningMayDiffer),
    summary: "A property allows more values than before.",
    why: "Reading does not check lengths, ranges, patterns and counts, so that nothing breaks on the wire. Code that \
          relies on the old limits, such as the column of a database, may meet other values.",
    old: "`maxLength: 50`",
    new: "`maxLength: 100`",
    remedy: "Look for code that relies on the old limits.",
    ..Record::new("constraint-loosened", RustVerdict::None)
};

pub(super) const CLOSED_CHANGED: Record = Record {
    verdict: Verdict::of(RustVerdict::None).and(WireVerdict::request(Breakage::MayBreak), Behaviour::Refused),
    exception: Some(("if they are now allowed", Verdict::of(RustVerdict::None))),
    summary: "Keys that a model does not document became forbidden, or are now allowed.",
    why: "A model keeps unknown keys, whatever the documentation says. A server refuses a request with such keys \
          where it forbids them.",
    old: "no `additionalProperties`",
    new: "`additionalProperties: false`",
    remedy: "Look for code that sends keys by `extra_mut`, or models that are read and sent back.",
    derive: Some(InDerive::of(
        Verdict::of(RustVerdict::None),
        "Old code sends no keys that its model does not document: it loses them when it reads. Where the model had a \
         map of all other keys, `property-removed` reports that.",
    )),
    ..Record::new("other-keys-changed", RustVerdict::None)
};
