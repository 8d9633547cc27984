//! Suggested entries of an overlay: tried on the schema, and added to a file.

use std::{fs, path::Path};

use spectable_audit::suggest::Entry;
use spectable_build::{
    location::Files,
    overlay::Overlay,
    problem::{Problems, Severity},
};

use super::{new_files, waiver_file};
use crate::terminal::status::Failure;

const HEAD: &str =
    "# Suggested by `spectable audit` from recorded traffic. Read each entry before you keep it.\n";

/// What is wrong with a text that is added to the overlay: lines of the text, from 0, with messages.
pub type Objections<'a> = dyn FnMut(&str) -> Vec<(usize, String)> + 'a;

/// An entry that may be accepted.
struct Candidate {
    text: String,
    entry: Entry,
    /// What was wrong with the text that it had before.
    why: Option<String>,
}

impl Candidate {
    fn of(entry: Entry) -> Self {
        Self { text: entry.text.clone(), entry, why: None }
    }
}

/// The texts of the entries that nothing is wrong with, and the other entries with what is.
pub fn accepted(entries: Vec<Entry>, objections: &mut Objections<'_>) -> (Vec<String>, Vec<(Entry, String)>) {
    let mut candidates: Vec<Candidate> = entries.into_iter().map(Candidate::of).collect();
    let mut refused = Vec::new();
    loop {
        let text = joined(candidates.iter().map(|it| it.text.as_str()));
        let objections = objections(&text);
        if candidates.is_empty() || objections.is_empty() {
            return (candidates.into_iter().map(|it| it.text).collect(), refused);
        }
        let mut line = 0;
        let mut left = Vec::new();
        for mut candidate in candidates {
            let lines = line..line + candidate.text.lines().count() + 1;
            line = lines.end;
            let Some((_, message)) = objections.iter().find(|(line, _)| lines.contains(line)) else {
                left.push(candidate);
                continue;
            };
            // Values of an enum that other properties have as well need two entries.
            match candidate.entry.otherwise.take() {
                Some(other) => left.push(Candidate { text: other, why: Some(message.clone()), ..candidate }),
                None => refused.push((candidate.entry, candidate.why.unwrap_or_else(|| message.clone()))),
            }
        }
        candidates = left;
    }
}

/// Entries with blank lines between them.
fn joined<'a>(entries: impl Iterator<Item = &'a str>) -> String {
    entries.collect::<Vec<_>>().join("\n")
}

/// The text of a file with these entries at its end.
pub fn text(before: &str, entries: &[String]) -> String {
    let entries = joined(entries.iter().map(String::as_str));
    if before.trim().is_empty() {
        return format!("{before}{HEAD}\n{entries}");
    }
    let newline = if before.ends_with('\n') { "" } else { "\n" };
    if entries.is_empty() { before.to_owned() } else { format!("{before}{newline}\n{entries}") }
}

/// Adds entries to the end of a file, which is made if there is none. What it has already is not added again. How much was added, in words.
///
/// # Errors
/// If the file cannot be read or written.
pub fn add(path: &Path, entries: &[String]) -> Result<String, Failure> {
    let before = waiver_file::open(path)?;
    refuse_other(path, &before)?;
    if entries.is_empty() {
        return Ok("0 entries".to_owned());
    }
    let with_ends = before.replace("\r\n", "\n");
    let new: Vec<String> = entries.iter().filter(|it| !with_ends.contains(it.as_str())).cloned().collect();
    let after = text(&with_ends, &new);
    let after = if before.contains("\r\n") { after.replace('\n', "\r\n") } else { after };
    let written = match path.exists() {
        true => new_files::exchange(path, after.as_bytes()),
        false => fs::write(path, after),
    };
    written.map_err(|error| {
        Failure::bad_input(
            format!("`{}` cannot be written: {error}", path.display()),
            "give another file with `--suggest FILE`",
        )
    })?;
    Ok(match new.len() {
        1 => "1 entry".to_owned(),
        count => format!("{count} entries"),
    })
}

/// Refuses a file that is not an overlay: its text would be spoiled.
fn refuse_other(path: &Path, text: &str) -> Result<(), Failure> {
    let mut problems = Problems::default();
    Overlay::parse(&path.display().to_string(), text, &mut Files::default(), &mut problems);
    match problems.iter().find(|problem| problem.severity == Severity::Error) {
        Some(error) => Err(Failure::bad_input(
            format!("`{}` is not an overlay, and nothing was added to it: {}", path.display(), error.message),
            "give the overlay of the schema, a file that is empty, or one that is not there yet",
        )),
        None => Ok(()),
    }
}
