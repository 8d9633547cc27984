//! Documentation text as doc comments: always text, never code, whatever a page says.

/// How wide the text of a doc comment is.
const WIDTH: usize = 110;

/// The lines of a doc comment, each with a space before it unless it is empty. `otherwise` is for an empty text.
pub(super) fn lines(text: &str, otherwise: impl FnOnce() -> String) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for paragraph in clean(text).split("\n\n") {
        let words: Vec<String> = paragraph.split_whitespace().map(word).collect();
        if words.is_empty() {
            continue;
        }
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(wrap(&words).into_iter().map(|line| format!(" {}", start_of_line(line))));
    }
    if lines.is_empty() { vec![format!(" {}", otherwise())] } else { lines }
}

/// A name between backquotes.
pub(super) fn code(name: &str) -> String {
    name.chars().filter(|character| *character != '`' && !character.is_control()).collect()
}

/// Without characters that are not seen, and may change how the rest is: controls, and those of text direction
/// (Unicode Technical Report 36, section 2.10.3).
fn clean(text: &str) -> String {
    let unified = text.replace("\r\n", "\n").replace('\r', "\n");
    let keep = |character: char| match character {
        '\u{61c}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}' => None,
        '\n' => Some('\n'),
        control if control.is_control() => Some(' '),
        other => Some(other),
    };
    unified.chars().filter_map(keep).collect()
}

/// A word with everything escaped that Markdown or rustdoc would take for more than text.
fn word(word: &str) -> String {
    match ["https://", "http://"].iter().filter_map(|scheme| word.find(scheme)).min() {
        Some(at) => {
            let (before, url) = word.split_at(at);
            let end = url
                .trim_end_matches(['.', ',', ';', ':', ')', '\'', '"', '!', '?', ']', '}', '>', '*'])
                .len();
            let (url, behind) = url.split_at(end);
            let plain = url
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-._~:/?#@!$&'()+,;=%".contains(&byte));
            let url = if plain && url.len() > "https://".len() {
                format!("<{url}>")
            } else {
                escape(url).replace("://", "\\://")
            };
            escape(before) + &url + &escape(behind)
        }
        None => escape(word),
    }
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    let characters: Vec<char> = text.chars().collect();
    for (at, &character) in characters.iter().enumerate() {
        let inside = at > 0
            && characters.get(at - 1).is_some_and(|before| before.is_alphanumeric())
            && characters.get(at + 1).is_some_and(|after| after.is_alphanumeric());
        let special = match character {
            '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '~' | '$' | '|' => true,
            // A reference such as `&lt;` was decoded once, and must not be again.
            '&' => true,
            // An underscore within a word is one.
            '_' => !inside,
            _ => false,
        };
        if special {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

fn wrap(words: &[String]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= WIDTH => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.clone()),
        }
    }
    lines
}

/// What would begin a heading, list or quotation at the start of a line is escaped there.
fn start_of_line(line: String) -> String {
    let marks = line.starts_with(['#', '-', '+', '=', ':', '{']);
    let number = line.trim_start_matches(|character: char| character.is_ascii_digit());
    if marks {
        format!("\\{line}")
    } else if number.len() < line.len() && number.starts_with(['.', ')']) {
        let (digits, rest) = line.split_at(line.len() - number.len());
        format!("{digits}\\{rest}")
    } else {
        line
    }
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
