//! The waivers of a `spectable.toml`: read, and added to.

use std::{io, path::Path};

use spectable_build::{
    location::Files,
    overlay::Overlay,
    problem::{Problems, Severity},
};
use time::Date;

use super::source;
use crate::terminal::status::Failure;
use spectable_drift::{
    glob::Glob,
    report::toml::quoted,
    waiver::{self, Patterns, Waived, Waiver},
};

/// Reads the waivers of a `spectable.toml`; `name` is what messages call it.
///
/// # Errors
/// If the file is not an overlay, or a waiver is malformed.
fn read(name: &str, text: &str) -> Result<Vec<Waiver>, Failure> {
    let mut files = Files::default();
    let mut problems = Problems::default();
    let overlay = Overlay::parse(name, text, &mut files, &mut problems);
    match problems.iter().find(|problem| problem.severity == Severity::Error) {
        Some(error) => Err(Failure::bad_input(error.display(&files).to_string(), "")),
        None => Ok(waiver::of(&overlay, &files)?),
    }
}

/// The text of a `spectable.toml`; empty if there is no such file yet.
///
/// # Errors
/// If it cannot be read.
pub fn open(path: &Path) -> Result<String, Failure> {
    let name = path.display();
    match path.metadata() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(String::new()),
        Ok(metadata) if !metadata.is_file() => {
            let message = format!("`{name}` cannot be read: it is not a regular file");
            return Err(Failure::bad_input(message, "replace it by a file, or remove it"));
        }
        // Why it cannot be read is said where it is read.
        Ok(_) | Err(_) => {}
    }
    String::from_utf8(source::open_file(path)?.bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let message = format!("`{name}` is not UTF-8: byte {at} does not belong to a character");
        Failure::bad_input(message, "save it as UTF-8")
    })
}

/// The text of a `spectable.toml` with one more waiver at its end; the rest stays as it is.
///
/// # Errors
/// If the same is already waived, or no waiver can be added to the file.
pub fn add(name: &str, text: &str, what: &Waived, reason: &str, until: Date) -> Result<String, Failure> {
    if let Some(waiver) = read(name, text)?.iter().find(|waiver| waiver.what == *what) {
        return Err(Failure::bad_input(
            format!("{name}:{}: {what} is already waived, until {}", waiver.place.line, waiver.until),
            "change or remove that waiver",
        ));
    }
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut with = text.to_owned();
    if !with.is_empty() && !with.ends_with('\n') {
        with.push_str(newline);
    }
    if !with.is_empty() {
        with.push_str(newline);
    }
    let head = ["[[waiver]]".to_owned()].into_iter().chain(keys(what));
    for line in head.chain([format!("reason = {}", quoted(reason)), format!("until = \"{until}\"")]) {
        with.push_str(&line);
        with.push_str(newline);
    }
    // No waiver can be added this way to `waiver = [...]`, for example.
    read(name, &with)?;
    Ok(with)
}

/// The lines that say which findings are meant.
fn keys(what: &Waived) -> Vec<String> {
    match what {
        Waived::Finding(fingerprint) => vec![format!("fingerprint = \"{fingerprint}\"")],
        Waived::Matching(Patterns { rule, model, property }) => {
            let rule = rule.map(|rule| format!("rule = \"{rule}\""));
            let glob = |key: &str, glob: &Glob| format!("{key} = {}", quoted(&glob.to_string()));
            let model = model.as_ref().map(|it| glob("model", it));
            let property = property.as_ref().map(|it| glob("property", it));
            [rule, model, property].into_iter().flatten().collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use spectable_drift::{fingerprint::Fingerprint, rules::Rule};

    use super::*;

    const FILE: &str = "wire-names = \"camelCase\"  # the rule\n\n[[waiver]]\nfingerprint = \"00000000000000ff\"\nreason = \"known\"\nuntil = \"2026-12-31\"\n";

    fn date(text: &str) -> Date {
        waiver::parse_date(text).unwrap()
    }

    #[test]
    fn a_waiver_has_a_position() {
        let waivers = read("spectable.toml", FILE).unwrap();
        assert_eq!(waivers.len(), 1);
        assert_eq!(waivers[0].place.line, 3);
        assert_eq!(waivers[0].reason, "known");
        assert_eq!(waivers[0].until, date("2026-12-31"));
    }

    #[test]
    fn an_incomplete_waiver_is_refused() {
        for (text, message) in [
            ("a = ", "spectable.toml:1:"),
            ("[[waiver]]\nreason = \"r\"\nuntil = \"2026-12-31\"", "does not say what it waives"),
            (
                "[[waiver]]\nfingerprint = \"ff\"\nreason = \"r\"\nuntil = \"2026-12-31\"",
                "spectable.toml:1:1: the `fingerprint`",
            ),
            (
                "[[waiver]]\nfingerprint = \"00000000000000ff\"\nreason = \"r\"\nuntil = \"2026-02-30\"",
                "`until` of a waiver must be a date",
            ),
            ("[[waiver]]\nfingerprint = \"00000000000000ff\"\nuntil = \"2026-12-31\"", "`reason`"),
        ] {
            let failure = read("spectable.toml", text).unwrap_err();
            assert!(failure.message().contains(message), "{text}: {}", failure.message());
        }
    }

    #[test]
    fn a_waiver_is_added_at_the_end_and_nothing_else_changes() {
        let patterns = Patterns {
            rule: Some(Rule::PropertyAdded),
            model: Some(Glob::new("Queue*\"\\")),
            property: Some(Glob::new("?")),
        };
        let one = Patterns { model: Some(Glob::new("*")), ..Patterns::default() };
        let finding = Waived::Finding(Fingerprint::of(&["a"]));
        for before in ["", "wire-names = 'camelCase'", FILE, "# one\r\n# two\r\n"] {
            for what in [&finding, &Waived::Matching(patterns.clone()), &Waived::Matching(one.clone())] {
                let reason = "say \"no\" \\ \u{7}\u{202e}\u{e0001}";
                let after = add("spectable.toml", before, what, reason, date("2027-01-31")).unwrap();
                assert!(after.starts_with(before));
                let waivers = read("spectable.toml", &after).unwrap();
                let waiver = waivers.last().unwrap();
                assert_eq!((waiver.reason.as_str(), &waiver.what), (reason, what));
                let again = add("spectable.toml", &after, what, "again", date("2027-01-31"));
                assert!(again.unwrap_err().message().contains("already waived"));
            }
        }
        assert!(add("t", "waiver = []\n", &finding, "r", date("2027-01-31")).is_err());
    }
}
