//! Rules about operations. No code is generated from them, so Rust is never affected.
//!
//! The verdicts are those of an operation that the client calls. Of a webhook or callback, which the server calls, requests and responses
//! change places.

use super::record::Record;
use crate::verdict::{Behaviour, Breakage, RustVerdict, Verdict, WireVerdict};

const fn request(breakage: Breakage) -> Verdict {
    Verdict::of(RustVerdict::None).and(WireVerdict::request(breakage), Behaviour::Refused)
}

const fn response(breakage: Breakage, behaviour: Behaviour) -> Verdict {
    Verdict::of(RustVerdict::None).and(WireVerdict::response(breakage), behaviour)
}

const NOTHING: Verdict = Verdict::of(RustVerdict::None);

pub(super) const ADDED: Record = Record {
    summary: "An operation is new.",
    why: "Old code does not call it.",
    old: "no `POST /calls`",
    new: "`POST /calls`",
    remedy: "Nothing to do. Add it to the client when somebody needs it.",
    ..Record::new("operation-added", RustVerdict::None)
};

pub(super) const REMOVED: Record = Record {
    verdict: request(Breakage::Breaks),
    summary: "An operation that was deprecated is gone.",
    why: "A server answers calls of an operation that it does not have with an error. Its documentation said before that \
          it should no longer be used.",
    old: "`POST /calls`, `deprecated: true`",
    new: "no `POST /calls`",
    remedy: "Look for code that still calls the operation, and use what its documentation named instead.",
    ..Record::new("operation-removed", RustVerdict::None)
};

pub(super) const REMOVED_EARLY: Record = Record {
    verdict: request(Breakage::Breaks),
    summary: "An operation is gone that was not deprecated.",
    why: "A server answers calls of an operation that it does not have with an error. Nothing in the old documentation \
          warned of it.",
    old: "`POST /calls`",
    new: "no `POST /calls`",
    remedy: "Ask whether the removal is meant. If it is, look for code that calls the operation.",
    ..Record::new("operation-removed-early", RustVerdict::None)
};

pub(super) const MOVED: Record = Record {
    verdict: request(Breakage::Breaks),
    summary: "An operation of the same name (`operationId`) has another method or path.",
    why: "Old code calls the old address, which the server no longer documents.",
    old: "`POST /calls`, `operationId: addCall`",
    new: "`PUT /v2/calls`, `operationId: addCall`",
    remedy: "Change the method and path in the client.",
    ..Record::new("operation-moved", RustVerdict::None)
};

pub(super) const RENAMED: Record = Record {
    summary: "An operation has another name (`operationId`); its method and path are the same.",
    why: "The name is not on the wire. Clients that are generated may call their functions by it.",
    old: "`operationId: addCall`",
    new: "`operationId: createCall`",
    remedy: "Rename the function of the client if it follows the documentation.",
    ..Record::new("operation-renamed", RustVerdict::None)
};

pub(super) const DEPRECATED: Record = Record {
    verdict: NOTHING,
    summary: "An operation or parameter was deprecated, or no longer is; or the day changed on which it goes.",
    why: "It works as before. It may be gone in a later release, after its sunset date where one is documented (`x-sunset`).",
    old: "`POST /calls`",
    new: "`POST /calls`, `deprecated: true`, `x-sunset: 2027-06-30`",
    remedy: "Plan to use what the documentation names instead.",
    ..Record::new("operation-deprecated", RustVerdict::None)
};

pub(super) const PARAMETER_ADDED: Record = Record {
    verdict: NOTHING,
    exception: Some(("if it is required", request(Breakage::Breaks))),
    summary: "An operation takes a new parameter.",
    why: "Old code does not send it. A server refuses requests without a parameter that it requires.",
    old: "`GET /calls`",
    new: "`GET /calls?region=`, required",
    remedy: "Add it to the calls of the operation if it is required.",
    ..Record::new("parameter-added", RustVerdict::None)
};

pub(super) const PARAMETER_REMOVED: Record = Record {
    verdict: request(Breakage::MayBreak),
    summary: "An operation no longer takes a parameter.",
    why: "A server may ignore or refuse what it does not document. If it ignores the parameter, the call does something else.",
    old: "`GET /calls?sort=`",
    new: "`GET /calls`",
    remedy: "Look for code that sends it.",
    ..Record::new("parameter-removed", RustVerdict::None)
};

pub(super) const PARAMETER_MOVED: Record = Record {
    verdict: request(Breakage::Breaks),
    exception: Some(("if it is not required", request(Breakage::MayBreak))),
    summary: "A parameter stands in another place of the request.",
    why: "The server looks for it where the old code does not write it.",
    old: "`region` in the query",
    new: "`region` in a header",
    remedy: "Send it in the new place.",
    ..Record::new("parameter-moved", RustVerdict::None)
};

pub(super) const PARAMETER_REQUIRED: Record = Record {
    verdict: request(Breakage::Breaks),
    exception: Some(("if it is no longer required", NOTHING)),
    summary: "A parameter became required, or is no longer required.",
    why: "A server refuses requests without a parameter that it requires. Requests that carry it are not affected.",
    old: "`region`",
    new: "`region`, `required: true`",
    remedy: "Look for calls that leave it out.",
    ..Record::new("parameter-required", RustVerdict::None)
};

pub(super) const PARAMETER_TYPE_CHANGED: Record = Record {
    by_type: true,
    verdict: request(Breakage::Breaks),
    summary: "A parameter has another type.",
    why: "A server refuses values that are not of its type. A parameter is text on the wire: one that becomes a text takes \
          what it took before, and one that was a text may be sent as it was.",
    old: "`limit`: string",
    new: "`limit`: integer",
    remedy: "Look for code that sends values which the new type does not allow.",
    ..Record::new("parameter-type-changed", RustVerdict::None)
};

pub(super) const PARAMETER_NARROWED: Record = Record {
    verdict: request(Breakage::MayBreak),
    summary: "A parameter allows fewer values: one of an enum is gone, or a limit is tighter.",
    why: "A server may refuse values that it no longer documents.",
    old: "`limit`: at most 100",
    new: "`limit`: at most 50",
    remedy: "Look for code that sends such values.",
    ..Record::new("parameter-narrowed", RustVerdict::None)
};

pub(super) const PARAMETER_WIDENED: Record = Record {
    summary: "A parameter allows more values: an enum has a new one, or a limit is looser.",
    why: "Values that were allowed are still allowed.",
    old: "`limit`: at most 50",
    new: "`limit`: at most 100",
    remedy: "Nothing to do.",
    ..Record::new("parameter-widened", RustVerdict::None)
};

pub(super) const PARAMETER_DEFAULT_CHANGED: Record = Record {
    verdict: Verdict::of(RustVerdict::None).and(WireVerdict::NONE, Behaviour::MeaningMayDiffer),
    summary: "The value changed that a parameter has where it is left out.",
    why: "A call that leaves it out does something else.",
    old: "`limit` is 25 by default",
    new: "`limit` is 100 by default",
    remedy: "Set it where the code relies on the default.",
    ..Record::new("parameter-default-changed", RustVerdict::None)
};

pub(super) const BODY_ADDED: Record = Record {
    verdict: NOTHING,
    exception: Some(("if it is required", request(Breakage::Breaks))),
    summary: "An operation takes a body.",
    why: "Old code does not send one. A server refuses requests without a body that it requires.",
    old: "`POST /calls` without a body",
    new: "`POST /calls` with a `Call`, required",
    remedy: "Send it if it is required.",
    ..Record::new("body-added", RustVerdict::None)
};

pub(super) const BODY_REMOVED: Record = Record {
    verdict: request(Breakage::MayBreak),
    summary: "An operation no longer takes a body.",
    why: "A server may ignore or refuse a body that it does not document.",
    old: "`POST /calls` with a `Call`",
    new: "`POST /calls` without a body",
    remedy: "Look for code that sends it.",
    ..Record::new("body-removed", RustVerdict::None)
};

pub(super) const BODY_REQUIRED: Record = Record {
    verdict: request(Breakage::Breaks),
    exception: Some(("if it is no longer required", NOTHING)),
    summary: "The body of a request became required, or is no longer required.",
    why: "A server refuses requests without a body that it requires. Requests that have it are not affected.",
    old: "`requestBody`",
    new: "`requestBody`, `required: true`",
    remedy: "Look for calls that leave it out.",
    ..Record::new("body-required", RustVerdict::None)
};

pub(super) const BODY_MEDIA_ADDED: Record = Record {
    summary: "The body of a request may have one more media type.",
    why: "The others are still allowed.",
    old: "`application/json`",
    new: "`application/json` or `application/xml`",
    remedy: "Nothing to do.",
    ..Record::new("body-media-added", RustVerdict::None)
};

pub(super) const BODY_MEDIA_REMOVED: Record = Record {
    verdict: request(Breakage::Breaks),
    summary: "The body of a request may no longer have a media type.",
    why: "A server refuses a body in a media type that it does not take (status 415).",
    old: "`application/json` or `application/xml`",
    new: "`application/json`",
    remedy: "Send one of the media types that are left.",
    ..Record::new("body-media-removed", RustVerdict::None)
};

pub(super) const BODY_TYPE_CHANGED: Record = Record {
    by_type: true,
    verdict: request(Breakage::MayBreak),
    summary: "The body of a request is of another type.",
    why: "A server may refuse what is not of the new type.",
    old: "a `Call`",
    new: "a list of `Call`",
    remedy: "Send the new type.",
    ..Record::new("body-type-changed", RustVerdict::None)
};

pub(super) const RESPONSE_ADDED: Record = Record {
    verdict: NOTHING,
    exception: Some(("if it is a success", response(Breakage::MayBreak, Behaviour::MeaningMayDiffer))),
    summary: "An operation has a new answer.",
    why: "Code that waits for certain statuses does not know it. Errors were always possible, so one more breaks nothing.",
    old: "`200`",
    new: "`200` or `202`",
    remedy: "Look at what the client does with statuses that it does not expect.",
    ..Record::new("response-added", RustVerdict::None)
};

pub(super) const RESPONSE_REMOVED: Record = Record {
    verdict: NOTHING,
    exception: Some(("if it was a success", response(Breakage::MayBreak, Behaviour::MeaningMayDiffer))),
    summary: "An operation no longer has an answer.",
    why: "Code that waits for this status may wait in vain.",
    old: "`200` or `202`",
    new: "`202`",
    remedy: "Look for code that expects the status.",
    ..Record::new("response-removed", RustVerdict::None)
};

pub(super) const RESPONSE_MEDIA_ADDED: Record = Record {
    summary: "An answer may have one more media type.",
    why: "A client that says which one it accepts gets what it got before.",
    old: "`application/json`",
    new: "`application/json` or `text/csv`",
    remedy: "Nothing to do, if the client says what it accepts.",
    ..Record::new("response-media-added", RustVerdict::None)
};

pub(super) const RESPONSE_MEDIA_REMOVED: Record = Record {
    verdict: response(Breakage::Breaks, Behaviour::Fails),
    summary: "An answer no longer has a media type.",
    why: "A client that accepts this one alone gets an error (status 406), or an answer that it cannot read.",
    old: "`application/json` or `text/csv`",
    new: "`text/csv`",
    remedy: "Accept and read one of the media types that are left.",
    ..Record::new("response-media-removed", RustVerdict::None)
};

pub(super) const RESPONSE_TYPE_CHANGED: Record = Record {
    by_type: true,
    verdict: response(Breakage::MayBreak, Behaviour::Fails),
    summary: "The body of an answer is of another type.",
    why: "Old code reads the type that was documented before.",
    old: "a `Call`",
    new: "a list of `Call`",
    remedy: "Read the new type.",
    ..Record::new("response-type-changed", RustVerdict::None)
};

pub(super) const SECURITY_TIGHTENED: Record = Record {
    verdict: request(Breakage::MayBreak),
    exception: Some(("if no way that was enough before is enough now", request(Breakage::Breaks))),
    summary: "An operation asks for more: another scheme, or scopes that were not needed.",
    why: "A server refuses calls that are not allowed to do what they ask for (status 401 or 403). Where several ways were \
          enough and one still is, it depends on which one the client uses.",
    old: "`api_key`",
    new: "`oauth` with the scope `calls:write`",
    remedy: "Give the client what is asked for now.",
    ..Record::new("security-tightened", RustVerdict::None)
};

pub(super) const SECURITY_LOOSENED: Record = Record {
    summary: "An operation asks for less, or allows one more way.",
    why: "What was enough before is still enough.",
    old: "`api_key`",
    new: "`api_key` or `oauth`",
    remedy: "Nothing to do.",
    ..Record::new("security-loosened", RustVerdict::None)
};
