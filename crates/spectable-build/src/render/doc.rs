//! Documentation text as doc comments: always text, never code, for any page.

use std::borrow::Cow;

use crate::invisible::{is_invisible, is_unprintable};

/// How wide the text of a doc comment is.
const WIDTH: usize = 110;

/// The lines of a doc comment, each with a space before it unless it is empty. `otherwise` is for an empty text.
pub(super) fn lines(text: &str, otherwise: impl FnOnce() -> String) -> Vec<String> {
    let mut lines = Lines::default();
    for paragraph in clean(text).split("\n\n") {
        lines.paragraph(paragraph);
    }
    if lines.done.is_empty() { vec![format!(" {}", otherwise())] } else { lines.done }
}

/// Lines, as words come to them.
#[derive(Default)]
struct Lines {
    done: Vec<String>,
    /// The word that comes next, escaped.
    word: String,
}

impl Lines {
    fn paragraph(&mut self, text: &str) {
        let mut words = text.split_whitespace();
        let Some(first) = words.next() else { return };
        if !self.done.is_empty() {
            self.done.push(String::new());
        }
        let mut width = self.escaped(first);
        let mut line = start_of_line(&self.word);
        for word in words {
            let wide = self.escaped(word);
            if width + 1 + wide <= WIDTH {
                line.push(' ');
                line.push_str(&self.word);
                width += 1 + wide;
            } else {
                self.done.push(std::mem::replace(&mut line, start_of_line(&self.word)));
                width = wide;
            }
        }
        self.done.push(line);
    }

    /// Makes a word the next one, and says how wide it is.
    fn escaped(&mut self, text: &str) -> usize {
        self.word.clear();
        word(text, &mut self.word);
        self.word.chars().count()
    }
}

/// A name as code, on one line.
pub(super) fn code(name: &str) -> String {
    let shown = |character: &char| *character != '`' && !is_unprintable(*character);
    format!("`{}`", name.chars().filter(shown).collect::<String>())
}

/// Without characters that are not seen, and may change how the rest is.
fn clean(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n')) {
        return text.into();
    }
    let unified = text.replace("\r\n", "\n").replace('\r', "\n");
    let keep = |character: char| match character {
        hidden if is_invisible(hidden) => None,
        '\n' => Some('\n'),
        control if control.is_control() => Some(' '),
        other => Some(other),
    };
    unified.chars().filter_map(keep).collect::<String>().into()
}

/// A word with everything escaped that Markdown or rustdoc would take for more than text.
fn word(word: &str, escaped: &mut String) {
    let schemes = ["https://", "http://"];
    let address =
        if word.contains(':') { schemes.iter().filter_map(|scheme| word.find(scheme)).min() } else { None };
    let Some(at) = address else { return escape(word, escaped) };
    let (before, url) = word.split_at(at);
    let end = url.trim_end_matches(['.', ',', ';', ':', ')', '\'', '"', '!', '?', ']', '}', '>', '*']).len();
    let (url, behind) = url.split_at(end);
    let plain =
        url.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~:/?#@!$&'()+,;=%".contains(&byte));
    escape(before, escaped);
    if plain && url.len() > "https://".len() {
        escaped.push('<');
        escaped.push_str(url);
        escaped.push('>');
    } else {
        let mut text = String::new();
        escape(url, &mut text);
        escaped.push_str(&text.replace("://", "\\://"));
    }
    escape(behind, escaped);
}

fn escape(text: &str, escaped: &mut String) {
    let mut before = None;
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        let inside = || {
            let is_part = |neighbour: Option<char>| neighbour.is_some_and(char::is_alphanumeric);
            is_part(before) && is_part(characters.clone().next())
        };
        let special = match character {
            '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '~' | '$' | '|' => true,
            // A reference such as `&lt;` was decoded once, and must not be again.
            '&' => true,
            // An underscore within a word is one.
            '_' => !inside(),
            _ => false,
        };
        if special {
            escaped.push('\\');
        }
        escaped.push(character);
        before = Some(character);
    }
}

/// A line that begins with this word. What would begin a heading, list or quotation is escaped there.
fn start_of_line(word: &str) -> String {
    let mut line = String::with_capacity(WIDTH + 2);
    line.push(' ');
    let digits = word.len() - word.trim_start_matches(|character: char| character.is_ascii_digit()).len();
    let (number, rest) = word.split_at(digits);
    line.push_str(number);
    let marks = if number.is_empty() { &['#', '-', '+', '=', ':', '{'][..] } else { &['.', ')'] };
    if rest.starts_with(marks) {
        line.push('\\');
    }
    line.push_str(rest);
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        let cases: &[(&str, &[&str])] = &[
            ("The unique ID.", &[" The unique ID."]),
            ("", &[" nothing"]),
            ("  \n\n ", &[" nothing"]),
            ("One\nline.\n\nAnother.", &[" One line.", "", " Another."]),
            (
                "a <b> [c](d) `e` *f* g_h _i_ \\j",
                &[" a \\<b\\> \\[c\\](d) \\`e\\` \\*f\\* g_h \\_i\\_ \\\\j"],
            ),
            ("```\nfn main() {}\n```", &[" \\`\\`\\` fn main() {} \\`\\`\\`"]),
            ("    indented code", &[" indented code"]),
            ("# no heading", &[" \\# no heading"]),
            ("- no list", &[" \\- no list"]),
            ("1. no list", &[" 1\\. no list"]),
            ("see https://example.com/a?b=c&d=e.", &[" see <https://example.com/a?b=c&d=e>."]),
            ("https://<host>/", &[" https\\://\\<host\\>/"]),
            ("*/ ends no comment", &[" \\*/ ends no comment"]),
            ("a\u{202e}b\u{feff}c\u{7}d\re", &[" abc d e"]),
            ("AT&T &lt;", &[" AT\\&T \\&lt;"]),
        ];
        for (text, expected) in cases {
            assert_eq!(lines(text, || "nothing".to_owned()), *expected, "{text:?}");
        }
    }

    #[test]
    fn long_text_is_wrapped() {
        let text = "word ".repeat(60);
        let lines = lines(&text, String::new);
        assert!(lines.len() > 1);
        assert!(lines.iter().all(|line| line.len() <= WIDTH + 1));
    }
}
