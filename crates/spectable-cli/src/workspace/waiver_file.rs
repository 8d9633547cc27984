//! The waivers of a `spectable.toml`: read, and added to.

use spectable_build::{
    invisible::is_unprintable,
    location::Files,
    overlay::Overlay,
    problem::{Problems, Severity},
};
use time::Date;

use crate::terminal::status::Failure;
use spectable_drift::{
    fingerprint::Fingerprint,
    waiver::{self, Waiver},
};

/// Reads the waivers of a `spectable.toml`; `name` is what messages call it.
///
/// # Errors
/// If the file is not an overlay, or a waiver has no fingerprint or no date.
fn read(name: &str, text: &str) -> Result<Vec<Waiver>, Failure> {
    let mut files = Files::default();
    let mut problems = Problems::default();
    let overlay = Overlay::parse(name, text, &mut files, &mut problems);
    match problems.iter().find(|problem| problem.severity == Severity::Error) {
        Some(error) => Err(Failure::bad_input(error.display(&files).to_string(), "")),
        None => Ok(waiver::of(&overlay, &files)?),
    }
}

/// The text of a `spectable.toml` with one more waiver at its end; the rest stays as it is.
///
/// # Errors
/// If the fingerprint is already waived, or no waiver can be added to the file.
pub fn add(
    name: &str,
    text: &str,
    fingerprint: Fingerprint,
    reason: &str,
    until: Date,
) -> Result<String, Failure> {
    if let Some(waiver) = read(name, text)?.iter().find(|waiver| waiver.fingerprint == fingerprint) {
        return Err(Failure::bad_input(
            format!("{name}:{}: {fingerprint} is already waived, until {}", waiver.place.line, waiver.until),
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
    let lines = [
        "[[waiver]]".to_owned(),
        format!("fingerprint = \"{fingerprint}\""),
        format!("reason = {}", quoted(reason)),
        format!("until = \"{until}\""),
    ];
    for line in lines {
        with.push_str(&line);
        with.push_str(newline);
    }
    // No waiver can be added this way to `waiver = [...]`, for example.
    read(name, &with)?;
    Ok(with)
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for char in text.chars() {
        match char {
            '"' | '\\' => {
                quoted.push('\\');
                quoted.push(char);
            }
            // A review would not show it.
            char if is_unprintable(char) => quoted.push_str(&format!("\\U{:08X}", u32::from(char))),
            char => quoted.push(char),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
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
            ("[[waiver]]\nreason = \"r\"\nuntil = \"2026-12-31\"", "`fingerprint`"),
            (
                "[[waiver]]\nfingerprint = \"ff\"\nreason = \"r\"\nuntil = \"2026-12-31\"",
                "spectable.toml:1: the `fingerprint`",
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
        let fingerprint = Fingerprint::of(&["a"]);
        for before in ["", "wire-names = 'camelCase'", FILE, "# one\r\n# two\r\n"] {
            let reason = "say \"no\" \\ \u{7}\u{202e}\u{e0001}";
            let after = add("spectable.toml", before, fingerprint, reason, date("2027-01-31")).unwrap();
            assert!(after.starts_with(before));
            let waivers = read("spectable.toml", &after).unwrap();
            let waiver = waivers.last().unwrap();
            assert_eq!((waiver.reason.as_str(), waiver.fingerprint), (reason, fingerprint));
            let again = add("spectable.toml", &after, fingerprint, "again", date("2027-01-31"));
            assert!(again.unwrap_err().message().contains("already waived"));
        }
        assert!(add("t", "waiver = []\n", fingerprint, "r", date("2027-01-31")).is_err());
    }
}
