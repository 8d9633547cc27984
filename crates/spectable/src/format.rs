//! What a format of serde can tell.

use serde_core::Deserializer;

/// Formats for programs that say of each value what it is. The others of this sort hold nothing but what is documented.
const BINARY: [&str; 5] = ["bson::", "cbor4ii::", "ciborium::", "rmp_serde::", "serde_cbor::"];

/// Formats for people in which every value is text.
const ALL_TEXT: [&str; 6] =
    ["csv::", "envy::", "quick_xml::", "serde_html_form::", "serde_qs::", "serde_urlencoded::"];

/// Whether a format says of each value what it is, so that a value of another kind than documented can be asked for. Only the names of its types
/// tell more than whether it is for people. After a wrong guess a model is read by what is documented, or refused.
pub(crate) fn tells_kinds<'de, D: Deserializer<'de>>(deserializer: &D) -> bool {
    let name = std::any::type_name::<D>();
    let is_of = |crates: &[&str]| crates.iter().any(|it| name.contains(it));
    if deserializer.is_human_readable() { !is_of(&ALL_TEXT) } else { is_of(&BINARY) }
}
