//! Characters that nobody sees, or that change how the text around them is seen: one list for every place that text of a page
//! reaches (documentation, the lock, messages, terminals, Markdown, CI).

use std::borrow::Cow;

/// Whether a character is shown as nothing, or changes the order or the lines of the text around it. Control characters are not
/// among them: some places keep a line break.
///
/// These are Unicode's property `Default_Ignorable_Code_Point`, the line and paragraph separators, and the marks of interlinear
/// annotations (Unicode Standard, sections 5.21 and 23; Technical Report 36, section 2.10.3).
pub fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Whether a text has an [invisible](is_invisible) character. Most texts are ASCII, where none is.
pub(crate) fn has_invisible(text: &str) -> bool {
    !text.is_ascii() && text.contains(is_invisible)
}

/// Whether a text has an [unprintable](is_unprintable) character.
pub(crate) fn has_unprintable(text: &str) -> bool {
    text.bytes().any(|byte| !matches!(byte, b' '..=b'~')) && text.contains(is_unprintable)
}

/// Whether a character must be spelled out where a person reads a line: it is invisible, or a control character.
pub fn is_unprintable(character: char) -> bool {
    character.is_control() || is_invisible(character)
}

/// A text on one line: what is unprintable becomes `\u{..}`.
///
/// ```
/// assert_eq!(spectable_build::invisible::spelled_out("a\u{202e}b\n"), r"a\u{202e}b\u{a}");
/// ```
pub fn spelled_out(text: &str) -> Cow<'_, str> {
    if has_unprintable(text) { spelled_out_if(text, is_unprintable) } else { Cow::Borrowed(text) }
}

/// A text in which some characters become `\u{..}`.
pub fn spelled_out_if(text: &str, spell_out: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&spell_out) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        if spell_out(character) {
            safe.extend(character.escape_unicode());
        } else {
            safe.push(character);
        }
    }
    Cow::Owned(safe)
}

/// Every character that is unprintable: what tests try at each place.
#[cfg(test)]
pub(crate) fn unprintable() -> String {
    ('\0'..=char::MAX).filter(|character| is_unprintable(*character)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_seen_and_what_is_not() {
        for character in [
            '\0',
            '\n',
            '\u{1b}',
            '\u{7f}',
            '\u{85}',
            '\u{ad}',
            '\u{61c}',
            '\u{200b}',
            '\u{200d}',
            '\u{200e}',
            '\u{2028}',
            '\u{2029}',
            '\u{202a}',
            '\u{202e}',
            '\u{2066}',
            '\u{2069}',
            '\u{3164}',
            '\u{feff}',
            '\u{e0001}',
            '\u{e007f}',
        ] {
            assert!(is_unprintable(character), "{character:?}");
            assert_eq!(is_invisible(character), !character.is_control(), "{character:?}");
        }
        for character in [' ', 'a', 'é', '世', '\u{301}', '\u{a0}', '\u{2027}', '\u{202f}', '\u{fffd}', '🙂']
        {
            assert!(!is_unprintable(character), "{character:?}");
        }
    }
}
