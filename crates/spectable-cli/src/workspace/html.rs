//! A server's error page, or a site where a raw file was wanted.

use super::source::RawPage;

/// The first page that is HTML.
pub fn page(pages: &[RawPage]) -> Option<&RawPage> {
    pages.iter().find(|page| is_html(&page.bytes))
}

/// Whether a file begins as an HTML document does.
pub fn is_html(bytes: &[u8]) -> bool {
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    [&b"<!doctype html"[..], b"<html", b"<head", b"<body", b"<?xml"]
        .iter()
        .any(|tag| start.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_recognised() {
        for (text, html) in [
            ("<!DOCTYPE html>\n<html>", true),
            ("\u{feff}\n  <HTML lang=en>", true),
            ("# User\n\n<html>", false),
            ("---\ntitle: User\n---\n", false),
            ("", false),
        ] {
            assert_eq!(is_html(text.as_bytes()), html, "{text}");
        }
    }
}
