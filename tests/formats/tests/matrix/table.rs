//! The table of docs/formats.md.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::Value;

use crate::formats::Format;
use crate::rows::Row;

/// Why something is not written: a part of what the format or the run time says, and what it means. Any other reason is a fault.
pub const REASONS: [(&str, &str); 12] = [
    ("cannot hold null", "The format has no null."),
    ("cannot hold an empty list", "The format has no place for a list without items."),
    (
        "does not say what a value is",
        "The format does not describe itself: only its reader knows the kind of a value.",
    ),
    (
        "length of a sequence must be known",
        "The same; the errors of this format have no room for a text of ours.",
    ),
    ("would be read back as a string", "All values are text in this format."),
    ("unsupported value", "The format is flat: it has no lists and maps as values."),
    (
        "takes the key",
        "A `Document` makes types of its own of objects such as `{\"$date\": …}`; the bytes of the same model hold them.",
    ),
    ("interior null", "Keys of this format are strings of C."),
    ("u64 value was too large", "Whole numbers of this format end with `i64::MAX`."),
    ("cannot fit into BSON", "The same."),
    (
        "than a number of 64 bits",
        "With `arbitrary_precision` of serde_json a number may have any digits; no other format has room for them.",
    ),
    ("more than 127 levels", "What is nested deeper could not be read again."),
];

/// The number of a reason.
pub fn reason(text: &str) -> Option<usize> {
    REASONS.iter().position(|(part, _)| text.contains(part)).map(|index| index + 1)
}

/// Tries each format with each row.
pub fn markdown(
    formats: &[Format],
    rows: &[Row],
    try_one: impl Fn(&Format, &Value) -> Result<(), String>,
) -> String {
    let mut text = HEAD.to_owned();
    for row in rows {
        let _ = writeln!(text, "- **{}**: {}", row.name, row.about);
    }
    let _ = write!(text, "\n| format |");
    rows.iter().for_each(|row| text.push_str(&format!(" {} |", row.name)));
    let _ = write!(text, "\n| --- |{}\n", " --- |".repeat(rows.len()));
    for format in formats {
        let _ = write!(text, "| {} |", format.name);
        for row in rows {
            let refused: Vec<String> =
                row.documents.iter().filter_map(|it| try_one(format, it).err()).collect();
            let word = match refused.len() {
                0 => "yes",
                some if some == row.documents.len() => "no",
                _ => "part",
            };
            let numbers: BTreeSet<usize> = refused.iter().filter_map(|it| reason(it)).collect();
            let numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
            let notes = if numbers.is_empty() {
                String::new()
            } else {
                format!(" <sup>{}</sup>", numbers.join(", "))
            };
            let _ = write!(text, " {word}{notes} |");
        }
        text.push('\n');
    }
    text.push('\n');
    for (index, (part, meaning)) in REASONS.iter().enumerate() {
        let _ = writeln!(text, "{}. {meaning} The error says “{part}”.", index + 1);
    }
    text
}

const HEAD: &str = "# Formats

What happens to a model that is written in a format of serde, and read again. **yes**: it is the same. **no**: it is refused when it is
written. **part**: some of it is refused, and the rest is the same. Nothing is lost in silence. The test `matrix` of `tests/formats` writes this file
(`UPDATE_DOCS=1`), and fails where a document becomes another one, or is written and cannot be read.

The rows are nested a few levels deep. RON and TOML write deeper values than they read: the error comes in reading. A reason below that no cell names
applies to documents beyond these rows.

";
