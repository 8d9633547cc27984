//! Finds where records begin and end in JSON that is no NDJSON: values one after another, the items of a list, or the entries of an HTTP
//! Archive. It goes from byte to byte, and remembers where it is between two parts of a file.

use memchr::memchr2;

/// The depth of no record.
const NOWHERE: usize = usize::MAX;

/// What was found, in bytes of the buffer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// Where the scan is.
#[derive(Debug)]
pub(crate) struct Scan {
    /// The next byte.
    pub(crate) at: usize,
    /// Where the record begins that is not over yet.
    pub(crate) start: Option<usize>,
    depth: usize,
    /// A value is a record if it begins at this depth.
    record: usize,
    in_text: bool,
    escaped: bool,
    /// The members of an HTTP Archive that lead to its entries, if it is one.
    archive: Option<Archive>,
    /// The record that is not over is too long, and is passed over.
    passing: bool,
}

/// How far a scan is within an HTTP Archive.
#[derive(Debug, Default)]
struct Archive {
    /// The last text in the two outer objects: a key, if a colon follows.
    text: Vec<u8>,
    key: Vec<u8>,
    in_log: bool,
}

impl Scan {
    pub(crate) fn new(is_archive: bool) -> Self {
        Self {
            at: 0,
            start: None,
            depth: 0,
            record: if is_archive { NOWHERE } else { 0 },
            in_text: false,
            escaped: false,
            archive: is_archive.then(Archive::default),
            passing: false,
        }
    }

    /// Goes to the end of the buffer, and adds the records that are over.
    pub(crate) fn run(&mut self, buffer: &[u8], spans: &mut Vec<Span>) {
        while let Some(&byte) = buffer.get(self.at) {
            if self.in_text {
                self.text(buffer, spans);
            } else {
                self.step(byte, spans);
                self.at += 1;
            }
        }
    }

    /// The end of the file: what is not over ends here.
    pub(crate) fn finish(&mut self, buffer: &[u8], spans: &mut Vec<Span>) {
        self.end(buffer.len(), spans);
    }

    /// The bytes before this one are gone from the buffer.
    pub(crate) fn forget(&mut self, count: usize) {
        self.at -= count;
        self.start = self.start.map(|start| start - count);
    }

    /// The record that is not over is too long: the rest of it is passed over.
    pub(crate) fn pass_over(&mut self) {
        self.passing = self.start.take().is_some();
    }

    /// Goes on within a text.
    fn text(&mut self, buffer: &[u8], spans: &mut Vec<Span>) {
        let rest = buffer.get(self.at..).unwrap_or_default();
        if self.escaped {
            self.escaped = false;
            self.at += 1;
            return;
        }
        let found = memchr2(b'"', b'\\', rest);
        let length = found.unwrap_or(rest.len());
        if self.depth <= 2
            && let Some(archive) = &mut self.archive
        {
            // No key of interest is longer.
            let room = 16_usize.saturating_sub(archive.text.len());
            archive.text.extend(rest.iter().take(length.min(room)));
        }
        self.at += length;
        match found.and_then(|at| rest.get(at)) {
            Some(b'"') => {
                self.in_text = false;
                self.at += 1;
                if self.depth == self.record {
                    self.end(self.at, spans);
                }
            }
            Some(_) => {
                self.escaped = true;
                self.at += 1;
            }
            None => {}
        }
    }

    fn step(&mut self, byte: u8, spans: &mut Vec<Span>) {
        let outside = self.depth == self.record;
        match byte {
            b' ' | b'\t' | b'\n' | b'\r' | 0x1e => {
                if outside {
                    self.end(self.at, spans);
                }
            }
            b'"' => {
                if outside {
                    self.begin(spans);
                }
                self.in_text = true;
                if let Some(archive) = &mut self.archive {
                    archive.text.clear();
                }
            }
            b'{' | b'[' => self.open(byte, outside, spans),
            b'}' | b']' => self.close(outside, spans),
            b',' | b':' => {
                if outside {
                    self.end(self.at, spans);
                    if self.record == 0 {
                        spans.push(Span { start: self.at, end: self.at + 1 });
                    }
                }
                if byte == b':'
                    && let Some(archive) = &mut self.archive
                {
                    archive.key = std::mem::take(&mut archive.text);
                }
            }
            _ => {
                if outside && self.start.is_none() && !self.passing {
                    self.start = Some(self.at);
                }
            }
        }
    }

    fn open(&mut self, byte: u8, outside: bool, spans: &mut Vec<Span>) {
        if outside {
            if self.record == 0 && byte == b'[' {
                self.end(self.at, spans);
                self.record = 1;
            } else {
                self.begin(spans);
            }
        }
        self.depth += 1;
        if let Some(archive) = &mut self.archive {
            if self.depth == 2 {
                archive.in_log = byte == b'{' && archive.key == b"log";
            }
            if self.depth == 3 && byte == b'[' && archive.in_log && archive.key == b"entries" {
                self.record = 3;
            }
            archive.key.clear();
        }
    }

    fn close(&mut self, outside: bool, spans: &mut Vec<Span>) {
        if outside {
            self.end(self.at, spans);
        }
        let Some(depth) = self.depth.checked_sub(1) else {
            // There is nothing to close: that is a record that cannot be read.
            spans.push(Span { start: self.at, end: self.at + 1 });
            return;
        };
        self.depth = depth;
        if depth == self.record {
            self.end(self.at + 1, spans);
        } else if self.record != NOWHERE && depth < self.record {
            self.record = if self.archive.is_some() { NOWHERE } else { 0 };
        }
        if depth == 0 && self.archive.take().is_some() {
            self.record = 0;
        }
    }

    /// A value begins; a number or a word before it is over.
    fn begin(&mut self, spans: &mut Vec<Span>) {
        self.end(self.at, spans);
        self.start = Some(self.at);
    }

    fn end(&mut self, end: usize, spans: &mut Vec<Span>) {
        self.passing = false;
        if let Some(start) = self.start.take() {
            spans.push(Span { start, end });
        }
    }
}

/// Whether a text begins as an HTTP Archive does: an object with a member `log`, whose member `entries` is a list. What is before the
/// entries must be in the text.
pub(crate) fn is_archive(text: &[u8]) -> bool {
    let mut scan = Scan::new(true);
    let mut spans = Vec::new();
    let begins = text.iter().find(|it| !it.is_ascii_whitespace());
    if begins != Some(&b'{') {
        return false;
    }
    while scan.record == NOWHERE && scan.archive.is_some() {
        let Some(&byte) = text.get(scan.at) else { return false };
        if scan.in_text {
            scan.text(text, &mut spans);
        } else {
            scan.step(byte, &mut spans);
            scan.at += 1;
        }
    }
    scan.record == 3
}

/// Whether a text is NDJSON: most of its lines that are over are whole objects or lists.
pub(crate) fn is_lines(text: &[u8]) -> bool {
    let lines: Vec<&[u8]> = text.split(|byte| *byte == b'\n').collect();
    let (mut whole, mut others) = (0, 0);
    // What is after the last line break is not over.
    for line in lines.iter().take(lines.len().saturating_sub(1).min(64)) {
        let line = line.trim_ascii();
        if line.is_empty() {
            continue;
        }
        if is_whole(line) { whole += 1 } else { others += 1 }
    }
    whole > 0 && whole >= others
}

/// Whether a text is one object or list.
fn is_whole(line: &[u8]) -> bool {
    if !matches!(line.first(), Some(b'{' | b'[')) {
        return false;
    }
    // As a member of a list, so that a list is one value as well.
    let mut scan = Scan { depth: 1, record: 1, ..Scan::new(false) };
    let mut spans = Vec::new();
    scan.run(line, &mut spans);
    spans == [Span { start: 0, end: line.len() }]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The records of a text that comes in parts of this many bytes.
    fn records(text: &str, part: usize, is_archive: bool) -> Vec<String> {
        let mut scan = Scan::new(is_archive);
        let (mut spans, mut buffer) = (Vec::new(), Vec::new());
        for bytes in text.as_bytes().chunks(part) {
            buffer.extend_from_slice(bytes);
            scan.run(&buffer, &mut spans);
        }
        scan.finish(&buffer, &mut spans);
        spans.iter().map(|span| String::from_utf8_lossy(&buffer[span.start..span.end]).into_owned()).collect()
    }

    #[test]
    fn records_are_found_however_they_come() {
        let cases: [(&str, &[&str]); 14] = [
            ("", &[]),
            (" \n", &[]),
            (r#"{"a":1}"#, &[r#"{"a":1}"#]),
            ("{}{} {}\n{}", &["{}", "{}", "{}", "{}"]),
            ("{\n \"a\": [1, {}]\n}\n{}", &["{\n \"a\": [1, {}]\n}", "{}"]),
            (r#"[{"a":"]"},{"b":"\"]"}]"#, &[r#"{"a":"]"}"#, r#"{"b":"\"]"}"#]),
            ("[ {} , [1] , 2,\"x\" ]{}", &["{}", "[1]", "2", "\"x\"", "{}"]),
            ("[{}][{}]", &["{}", "{}"]),
            ("[]", &[]),
            ("1 2\"a\"true", &["1", "2", "\"a\"", "true"]),
            ("\u{1e}{}\n\u{1e}{}\n", &["{}", "{}"]),
            ("{\"a\":", &["{\"a\":"]),
            ("}{}", &["}", "{}"]),
            ("{},{}", &["{}", ",", "{}"]),
        ];
        for (text, expected) in cases {
            for part in [1, 2, 3, 1000] {
                assert_eq!(records(text, part, false), expected, "{text} by {part}");
            }
        }
    }

    #[test]
    fn the_entries_of_an_archive_are_found() {
        let archive = r#"{"log": {"version":"1.2","pages":[{"entries":[1]}],"entries": [{"a":{}}, {"b":"entries"}],"x":[{}]}}"#;
        for part in [1, 2, 3, 1000] {
            assert_eq!(records(archive, part, true), [r#"{"a":{}}"#, r#"{"b":"entries"}"#]);
        }
        for (text, expected) in [
            (archive, true),
            (r#"{"log":{"entries":["#, true),
            (r#"{"log":{"entries":{}}}"#, false),
            (r#"{"log":{"a":"entries","b":[]}}"#, false),
            (r#"{"log":[{"entries":[]}]}"#, false),
            (r#"{"entries":[{"log":1}]}"#, false),
            (r#"[{"log":{"entries":[]}}]"#, false),
            (r#"{"x":{"log":{"entries":[]}}}"#, false),
            ("", false),
        ] {
            assert_eq!(is_archive(text.as_bytes()), expected, "{text}");
        }
    }

    #[test]
    fn lines_are_told_from_other_json() {
        for (text, expected) in [
            ("{}\n{}\n", true),
            ("{\"a\":1}\n{\"a\":\n{\"a\":3}\n", true),
            ("[1,2]\n\n[3]\n", true),
            ("{}", false),
            ("{\n\"a\":1\n}\n", false),
            ("{}\n{\n\"a\":1\n}\n", false),
            ("[\n{\"a\":1},\n{\"a\":2}\n]\n", false),
            ("{}{}\n{}{}\n", false),
            ("1\n2\n", false),
        ] {
            assert_eq!(is_lines(text.as_bytes()), expected, "{text}");
        }
    }
}
