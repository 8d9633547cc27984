//! What may be shown of the texts of the traffic: their shape, and keys that look like names.

/// What stands for a key that looks like data.
pub(crate) const DATA_KEY: &str = "a key that looks like data";

/// The longest key that is taken for a name.
const LONGEST_NAME: usize = 40;

/// Whether a key looks like a name that somebody gave it, and not like a number, an address, or what a program made.
pub(crate) fn is_name(key: &str) -> bool {
    let digits = key.chars().filter(|it| it.is_numeric()).count();
    let begins =
        key.chars().next().is_some_and(|first| first.is_alphabetic() || matches!(first, '_' | '$' | '@'));
    let address = key.chars().skip(1).any(|it| it == '@');
    begins
        && !address
        && key.chars().count() <= LONGEST_NAME
        && key.chars().all(|it| it.is_alphanumeric() || matches!(it, '_' | '-' | '.' | '$' | '@' | ':'))
        && digits < 4
        && !(digits > 0 && is_hexadecimal(key))
        && !(digits > 0 && key.len() > 24)
}

/// Eight or more hexadecimal digits, and nothing else but hyphens.
fn is_hexadecimal(text: &str) -> bool {
    text.len() >= 8 && text.bytes().all(|it| it.is_ascii_hexdigit() || it == b'-')
}

/// The shape of a text: `text of 24 characters`.
pub(crate) fn text_shape(characters: usize) -> String {
    match characters {
        0 => "an empty text".to_owned(),
        1 => "a text of 1 character".to_owned(),
        count => format!("a text of {count} characters"),
    }
}

/// The shape of a whole number: `a whole number of 9 digits`.
pub(crate) fn number_shape(digits: usize) -> String {
    let plural = if digits == 1 { "" } else { "s" };
    format!("a whole number of {digits} digit{plural}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_that_look_like_names() {
        for (text, expected) in [
            ("startTime", true),
            ("start_time", true),
            ("x-y", true),
            ("$schema", true),
            ("@type", true),
            ("odata.type", true),
            ("address2", true),
            ("sha256", true),
            ("größe", true),
            ("", false),
            ("First Name", false),
            ("someone@example.com", false),
            ("özlem@example.com", false),
            ("user٤٧١١", false),
            ("4711", false),
            ("user4711", false),
            ("deadbeef01", false),
            ("9b2f0c1e-0000-4000-8000-000000000000", false),
            ("a9b2f0c1-ecce-adef-bead-facedeadbeef", false),
            ("2026-01-02", false),
            ("aGVsbG8gd29ybGQgaG93IGFyZSB5b3U", false),
            ("averyveryveryveryveryveryveryverylongname0", false),
            ("averyveryveryveryveryveryveryverylongnamewithout", false),
        ] {
            assert_eq!(is_name(text), expected, "{text}");
        }
    }
}
