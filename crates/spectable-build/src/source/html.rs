//! HTML where documentation was wanted: a server's error page, or a site instead of a raw file.

/// Whether a file begins as an HTML or XML document does.
pub(crate) fn is_html(bytes: &[u8]) -> bool {
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    [&b"<!doctype html"[..], b"<html", b"<head", b"<body", b"<?xml"].iter().any(|tag| {
        let (begins, rest) = start.split_at(tag.len().min(start.len()));
        begins.eq_ignore_ascii_case(tag) && !rest.first().is_some_and(u8::is_ascii_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::is_html;

    #[test]
    fn html_is_recognised() {
        for (text, html) in [
            ("<!DOCTYPE html>\n<html>", true),
            ("\u{feff}\n  <HTML lang=en>", true),
            ("<?xml version=\"1.0\"?>", true),
            ("<html", true),
            ("<header>\n# User", false),
            ("# User\n\n<html>", false),
            ("---\ntitle: User\n---\n", false),
            ("<htm", false),
            ("", false),
        ] {
            assert_eq!(is_html(text.as_bytes()), html, "{text}");
        }
    }
}
