//! Makes text from outside safe for the place where it is printed.

use spectable_build::invisible::{is_unprintable, spelled_out_if};

use crate::report::printable;

/// For one line of a terminal or a log.
pub fn line(text: &str) -> String {
    printable::line(text).into_owned()
}

/// For running text in Markdown, in a table cell too. Parts between backticks become code; a backtick
/// without a partner is removed.
pub fn markdown(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    let mut safe = String::with_capacity(text.len() + 16);
    for (index, part) in parts.iter().enumerate() {
        // The last part has no closing backtick when their number is odd.
        let is_code = index % 2 == 1 && index + 1 < parts.len();
        if is_code { safe.push_str(&markdown_code(part)) } else { markdown_text(part, &mut safe) }
    }
    safe
}

fn markdown_text(text: &str, safe: &mut String) {
    let text = line(text);
    for (at, char) in text.char_indices() {
        let before = |ending| text.get(..at).is_some_and(|before| before.ends_with(ending));
        let after = |start| text.get(at..).is_some_and(|after| after.starts_with(start));
        match char {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            // As an HTML reference it cannot begin a mention, a link to an issue, or an address.
            '@' | '#' => safe.push_str(&format!("&#{};", u32::from(char))),
            ':' if after("://") => safe.push_str("&#58;"),
            '.' if before("www") => safe.push_str("&#46;"),
            '\\' | '*' | '_' | '{' | '}' | '[' | ']' | '|' | '~' | '!' | '$' => {
                safe.push('\\');
                safe.push(char);
            }
            char => safe.push(char),
        }
    }
}

/// As code in Markdown, in a table cell too.
pub fn markdown_code(text: &str) -> String {
    let text = line(text).replace('|', "\\|").replace('`', "'");
    if text.trim().is_empty() {
        return "` `".to_owned();
    }
    format!("`{text}`")
}

/// For the message of an annotation of a GitHub workflow; line breaks are kept, as GitHub writes them.
pub fn github_message(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(line).collect();
    lines.join("\n").replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// For a property (`file=`, `title=`) of an annotation of a GitHub workflow.
pub fn github_property(text: &str) -> String {
    line(text).replace('%', "%25").replace(':', "%3A").replace(',', "%2C")
}

/// For running text in HTML. Parts between backticks become code; a backtick without a partner is removed.
pub fn html(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    let mut safe = String::with_capacity(text.len() + 32);
    for (index, part) in parts.iter().enumerate() {
        // The last part has no closing backtick when their number is odd.
        let is_code = index % 2 == 1 && index + 1 < parts.len();
        safe.push_str(&if is_code { html_code(part) } else { html_text(part) });
    }
    safe
}

/// As code in HTML.
pub fn html_code(text: &str) -> String {
    format!("<code>{}</code>", html_text(text))
}

/// For text or a quoted attribute in HTML, as it is: a backtick stays one.
pub fn html_text(text: &str) -> String {
    references(&line(text))
}

/// For text or a quoted attribute in XML 1.0. What the format forbids is spelled out, and so is what nobody sees.
pub fn xml(text: &str) -> String {
    references(&spelled_out_if(text, |char| is_unprintable(char) || matches!(char, '\u{fffe}' | '\u{ffff}')))
}

/// What could begin or end markup as references, in text and in quoted attributes.
fn references(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 16);
    for char in text.chars() {
        match char {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            char => safe.push(char),
        }
    }
    safe
}

/// A path as a relative URI.
pub fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for &byte in path.replace('\\', "/").as_bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => {
                uri.push(char::from(byte));
            }
            byte => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a page might try.
    const HOSTILE: [&str; 9] = [
        "\u{1b}]8;;http://x\u{7}",
        "\u{1b}[2J",
        "a\r\nerror: b",
        "::error file=x::%0A",
        "x\n::set-output name=a::b",
        "</td><script>alert(1)</script>",
        "![x](http://y) @everyone #1 | `",
        "``` \n# heading",
        "\u{202e}txt\u{200b}",
    ];

    #[test]
    fn nothing_leaves_its_line() {
        let hidden: String = ('\0'..=char::MAX).filter(|it| is_unprintable(*it)).collect();
        for text in HOSTILE.into_iter().chain([hidden.as_str()]) {
            for safe in [
                line(text),
                markdown(text),
                markdown_code(text),
                github_message(text),
                xml(text),
                html(text),
                uri(text),
            ] {
                assert!(!safe.chars().any(is_unprintable), "{safe:?}");
            }
        }
    }

    #[test]
    fn text_in_markdown_is_text() {
        for (text, safe) in [
            ("a <b> & c", "a &lt;b&gt; &amp; c"),
            ("@x #1 http://y www.z", "&#64;x &#35;1 http&#58;//y www&#46;z"),
            ("is: so", "is: so"),
            ("a | b", "a \\| b"),
            ("[a](b)", "\\[a\\](b)"),
            ("the model `User` is new", "the model `User` is new"),
            ("the model `a|b` is", "the model `a\\|b` is"),
            ("odd ` one", "odd  one"),
        ] {
            assert_eq!(markdown(text), safe.to_owned(), "{text}");
        }
    }

    #[test]
    fn an_annotation_is_one_command() {
        assert_eq!(github_message("a%\nb\rc"), "a%25%0Ab\\u{d}c");
        assert_eq!(github_property("a:b,c%\n"), "a%3Ab%2Cc%25\\u{a}");
    }

    #[test]
    fn text_in_html_is_text() {
        for (text, safe) in [
            ("a <b> & \"c\" 'd'", "a &lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;"),
            ("the model `Vec<User>` is new", "the model <code>Vec&lt;User&gt;</code> is new"),
            ("odd ` one", "odd  one"),
            ("`</code>` \u{202e}", "<code>&lt;/code&gt;</code> \\u{202e}"),
        ] {
            assert_eq!(html(text), safe.to_owned(), "{text}");
        }
        assert_eq!(html_text("a `b` <"), "a `b` &lt;");
    }

    #[test]
    fn a_path_is_a_uri() {
        assert_eq!(uri("a b/ü.md"), "a%20b/%C3%BC.md");
        assert_eq!(uri("a:b#c?d"), "a%3Ab%23c%3Fd");
    }
}
