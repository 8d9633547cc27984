//! The forms in which traffic comes, and what cannot be read of it.

use std::io::{self, Read, Write};

use flate2::{Compression, write::GzEncoder};
use spectable_audit::{Options, Source, audit, plan::Plan};

use crate::made;

const GOOD: &str = r#"{"id":"a","size":1}"#;
const BAD: &str = r#"{"id":"a","size":"1"}"#;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A reader that gives a few bytes at a time.
struct Slow(Vec<u8>, usize);

impl Read for Slow {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let rest = &self.0[self.1..];
        let count = rest.len().min(buffer.len()).min(7);
        buffer[..count].copy_from_slice(&rest[..count]);
        self.1 += count;
        Ok(count)
    }
}

#[test]
fn every_form_has_the_same_records() {
    let pretty = BAD.replace(',', ",\n ");
    let forms = [
        ("one value", BAD.to_owned(), 1, "1:11"),
        ("one value on several lines", pretty.clone(), 1, "2:2"),
        ("lines", format!("{GOOD}\n{BAD}\n{GOOD}"), 3, "2:11"),
        ("lines of Windows, and blank ones", format!("{GOOD}\r\n\r\n{BAD}\r\n"), 2, "3:11"),
        ("lines of lists", format!("[{GOOD},{GOOD}]\n[{BAD}]\n"), 3, "2:12"),
        ("a list", format!("[{GOOD},\n{BAD}]"), 2, "2:11"),
        ("a list on one line", format!("[{GOOD}, {BAD}]\n"), 2, "1:33"),
        ("lists and values", format!("[{GOOD}]{GOOD}[{BAD}]"), 3, "1:52"),
        ("concatenated", format!("{GOOD}{GOOD} {BAD}"), 3, "1:50"),
        ("concatenated on several lines", format!("{GOOD}\n{pretty}\n{GOOD}"), 3, "3:2"),
        ("a mark of the byte order", format!("\u{feff}{BAD}\n"), 1, "1:11"),
        ("a text sequence", format!("\u{1e}{GOOD}\n\u{1e}{BAD}\n"), 2, "2:12"),
    ];
    let plan = Plan::of_model(&made::schema(made::DOCUMENT), "Call").unwrap();
    for (form, text, records, place) in forms {
        let packed = gzip(text.as_bytes());
        let (first, rest) = packed.split_at(packed.len());
        for bytes in [text.as_bytes().to_vec(), packed.clone(), [first, rest].concat()] {
            let source = Source::reader("traffic", Slow(bytes, 0));
            let report = audit(&plan, vec![source], &Options::default()).unwrap();
            let expected =
                format!("wrong-kind {place} 1/{records}: `Call.size` is documented as int, and is a text");
            assert_eq!((report.records, made::lines(&report)), (records, vec![expected]), "{form}");
            assert!(report.is_complete());
        }
    }
}

#[test]
fn a_record_that_cannot_be_read_costs_only_itself() {
    let cases = [
        (format!("{GOOD}\n{{\"id\":\n{GOOD}\n{GOOD}\n"), "2:6", "it ends early"),
        (format!("{GOOD}\n{{\"id\":1x}}\n{GOOD}\n{GOOD}\n"), "2:8", "expected `,` or `}`"),
        (format!("[{GOOD},{{\"id\" 1}},{GOOD}]"), "1:28", "expected `:`"),
        (format!("{GOOD} {GOOD} {{\"id\":"), "1:46", "it ends early"),
        (format!("[{GOOD},{GOOD},{{\"id\":\"a"), "1:49", "it ends early"),
        (format!("{GOOD}\n{GOOD}\n{{\"id\":\"\\ud800\"}}\n"), "3:14", "unexpected end of hex escape"),
        (format!("{GOOD}\n{GOOD}\n{{\"cost\":1e999}}\n"), "3:13", "number out of range"),
        (format!("{GOOD}\n{GOOD}\n{}\n", "{\"anything\":".repeat(2) + "]"), "3:25", "expected value"),
        (format!("{GOOD}\n{GOOD}\n{GOOD}{GOOD}\n{GOOD}\n{GOOD}\n{GOOD}\n"), "3:20", "trailing characters"),
    ];
    for (text, place, message) in cases {
        let report = made::of_model("Call", &text, false);
        let lines = made::lines(&report);
        let finding = lines
            .iter()
            .find(|it| it.starts_with("unreadable"))
            .unwrap_or_else(|| panic!("{text}: {lines:?}"));
        assert!(finding.starts_with(&format!("unreadable {place} ")), "{text}: {finding}");
        assert!(finding.ends_with(&format!("a record cannot be read: {message}")), "{text}: {finding}");
        assert_eq!(report.unreadable, 1, "{text}");
        assert!(report.records >= 2, "{text}");
    }
}

#[test]
fn bytes_that_are_no_text_are_told() {
    let text = [GOOD.as_bytes(), b"\n{\"note\":\"\xff\"}\n", GOOD.as_bytes(), b"\n"].concat();
    let report = made::of_model("Call", text, false);
    assert_eq!(report.unreadable, 1);
    assert_eq!(report.findings[0].message, "a record cannot be read: invalid unicode code point");
}

#[test]
fn deep_records_are_refused_without_a_stack_overflow() {
    // Each level of a union is read by itself, and starts anew for the parser.
    let deep = format!("{}null{}", r#"{"kind":"robot","owner":"#.repeat(5000), "}".repeat(5000));
    let text = format!("{{\"id\":\"a\",\"size\":1,\"caller\":{deep}}}\n{GOOD}\n{GOOD}\n");
    let report = made::of_model("Call", text, false);
    assert_eq!(report.unreadable, 1);
    assert_eq!(report.findings[0].message, "a record cannot be read: nesting beyond 127 levels");
    let deep = format!("{}{}", r#"{"parties":[{"call":"#.repeat(100), "}]}".repeat(100));
    let report = made::of_model("Call", format!("{deep}\n{GOOD}\n{GOOD}\n"), false);
    assert_eq!((report.unreadable, report.records), (1, 3));
}

#[test]
fn many_faults_are_counted_and_the_first_are_shown() {
    let text: String = (0..200).map(|_| format!("{GOOD}\n{{\"id\":}}\n")).collect();
    let report = made::of_model("Call", text, false);
    assert_eq!(report.unreadable, 200);
    let faults: Vec<String> = made::lines(&report);
    assert_eq!(faults.len(), 21);
    assert!(faults[0].starts_with("unreadable 2:7 "), "{}", faults[0]);
    assert_eq!(faults[20], "unreadable  180/400: more records cannot be read");
}

#[test]
fn a_file_that_cannot_be_read_is_told() {
    let plan = Plan::of_model(&made::schema(made::DOCUMENT), "Call").unwrap();
    let folder = tempfile::tempdir().unwrap();
    for path in [folder.path().join("nowhere.json"), folder.path().to_owned()] {
        let error = audit(&plan, vec![Source::file(&path)], &Options::default()).unwrap_err();
        assert!(error.message().starts_with(&format!("`{}` cannot be read: ", path.display())), "{error}");
    }
    let mut cut = gzip(format!("{GOOD}\n").repeat(100_000).as_bytes());
    cut.truncate(cut.len() / 2);
    let sources =
        vec![Source::reader("cut.gz", io::Cursor::new(cut)), Source::reader("good", io::Cursor::new(GOOD))];
    let report = audit(&plan, sources, &Options::default()).unwrap();
    assert!(!report.is_complete());
    assert!(report.files[0].fault.is_some() && report.files[1].fault.is_none(), "{:?}", report.files);
    assert!(report.records > 1, "what came before is counted, and the files after it");
}

#[test]
fn nothing_is_not_complete() {
    for text in ["", "\n \n", "[]"] {
        let report = made::of_model("Call", text, false);
        assert_eq!((report.records, report.is_complete()), (0, false), "{text:?}");
    }
}

/// Whatever comes, it is counted the same on any number of threads, and nothing panics.
#[test]
fn broken_inputs_are_counted_alike() {
    let samples = [
        format!("{GOOD}\n{BAD}\n{GOOD}\n"),
        format!("[{GOOD},{BAD}]"),
        r#"{"log":{"entries":[{"request":{"method":"GET","url":"/calls"},"response":{"status":200,"content":{"mimeType":"application/json","text":"[{\"id\":1}]"}}}]}}"#.to_owned(),
        r#"{"id":"a","size":1,"startTime":"2026-01-02T03:04:05.678+01:00","caller":{"kind":"robot","owner":{"kind":"person"}},"labels":{"a":null}}"#.to_owned(),
    ];
    let mut random = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = |below: usize| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        (random % below as u64) as usize
    };
    let plan = Plan::of_model(&made::schema(made::DOCUMENT), "Call").unwrap();
    for _ in 0..1500 {
        let mut bytes = samples[next(samples.len())].clone().into_bytes();
        for _ in 0..1 + next(4) {
            let at = next(bytes.len());
            match next(4) {
                0 => bytes[at] = b"{}[]\",:\\\n 0e.-tn\xff\0"[next(18)],
                1 => drop(bytes.remove(at)),
                2 => bytes.insert(at, b"{}[]\","[next(6)]),
                _ => bytes.extend_from_within(at..),
            }
            if bytes.is_empty() {
                bytes.push(b'x');
            }
        }
        assert_eq!(
            made::run(&plan, &bytes, true, 1),
            made::run(&plan, &bytes, true, 3),
            "{}",
            String::from_utf8_lossy(&bytes)
        );
    }
}

/// More than the buffers hold, in each of the forms, so that records lie across their edges.
#[test]
fn large_inputs_are_cut_between_records() {
    let record =
        |number: usize| format!("{{\"id\":\"{}\",\"size\":{number}}}", "é\\\"{[".repeat(number % 50));
    let records: Vec<String> = (0..40_000).map(record).collect();
    for text in [records.join("\n"), records.concat(), format!("[{}]", records.join(",\n"))] {
        assert!(text.len() > 2 << 20);
        let report = made::of_model("Call", &text, false);
        assert_eq!((report.records, made::lines(&report)), (40_000, vec![]));
    }
}

#[test]
fn a_record_that_is_too_long_is_passed_over() {
    let long = format!("{{\"id\":\"{}\",\"size\":1}}", "x".repeat(33 << 20));
    let forms = [format!("{GOOD}\n{GOOD}\n{long}\n{BAD}\n"), format!("[{GOOD},{GOOD},{long},{BAD}]")];
    for text in forms {
        let report = made::of_model("Call", &text, false);
        let lines = made::lines(&report);
        assert!(lines[0].ends_with("a record cannot be read: the record is longer than 32 MiB"), "{lines:?}");
        assert_eq!((report.records, lines.len()), (3, 2), "{lines:?}");
    }
}
