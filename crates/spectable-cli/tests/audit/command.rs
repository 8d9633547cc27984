//! The command line: inputs, formats, exit codes and messages.

use std::io::Write;

use flate2::{Compression, write::GzEncoder};
use serde_json::Value;

use crate::desk::Desk;

const GOOD: &str = "{\"id\":\"a\",\"size\":1}\n";
const BAD: &str = "{\"id\":\"a\",\"size\":\"1\"}\n";

const AUDIT: &str = "audit --schema calls.yaml --model Call";

fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn it_ends_as_other_commands_do() {
    let desk = Desk::new();
    desk.write("good.ndjson", GOOD);
    desk.write("bad.ndjson", BAD);
    desk.write("unknown.ndjson", "{\"id\":\"a\",\"size\":1,\"x\":1}\n");
    desk.write("empty.ndjson", "");
    desk.write("no-json.txt", "hello\n");
    let mut cut = gzip(&GOOD.repeat(50_000));
    cut.truncate(cut.len() / 2);
    desk.write("cut.gz", cut);
    desk.write("broken.yaml", "openapi: 3.0.3\npaths: [");
    let cases = [
        ("good.ndjson", 0, ""),
        ("bad.ndjson", 1, ""),
        ("unknown.ndjson", 1, ""),
        ("bad.ndjson --fail-on none", 0, ""),
        ("bad.ndjson --fail-on unknown-key,missing-required", 0, ""),
        ("bad.ndjson --fail-on unknown-key --fail-on wrong-kind", 1, ""),
        ("good.ndjson --fail-on never-seen", 1, ""),
        ("good.ndjson --fail-on all", 1, ""),
        ("good.ndjson bad.ndjson", 1, ""),
        ("bad.ndjson --fail-on none,wrong-kind", 2, "`none` of `--fail-on` means never"),
        ("bad.ndjson --fail-on wrong-kin", 2, "a similar value exists: 'wrong-kind'"),
        ("nowhere.ndjson", 2, "`nowhere.ndjson` cannot be read: "),
        ("good.ndjson nowhere.ndjson", 2, "`nowhere.ndjson` cannot be read: "),
        (".", 2, "`.` cannot be read: it is a folder"),
        ("- -", 2, "standard input (`-`) is given as a source more than once"),
        ("good.ndjson --schema - --schema calls.yaml", 2, "cannot be used multiple times"),
        ("no-json.txt", 3, "the traffic has no record that could be read"),
        ("empty.ndjson", 3, "the traffic has no record that could be read"),
        ("cut.gz", 3, "`cut.gz` was not read to its end: "),
    ];
    for (arguments, code, message) in cases {
        let command = format!(
            "audit {arguments} --model Call{}",
            if arguments.contains("--schema") { "" } else { " --schema calls.yaml" }
        );
        let run = desk.run(&command);
        assert_eq!(run.code, code, "{arguments}: {run:?}");
        assert!(run.err.contains(message), "{arguments}: {}", run.err);
        assert_eq!(run.out.is_empty(), code == 2, "{arguments}: {}", run.out);
    }
    for (command, message) in [
        (
            "audit good.ndjson --schema calls.yaml --model Cal",
            "error: `Cal` is not a documented model\nhelp: did you mean `Call`?\n",
        ),
        (
            "audit good.ndjson --schema calls.yaml",
            "error: `good.ndjson` is not an HTTP Archive, and no model is named for its records\nhelp: name the model of each record with `--model M`\n",
        ),
        ("audit good.ndjson --model Call", "`schema`"),
        ("audit good.ndjson --schema broken.yaml --model Call", "`broken.yaml` cannot be used"),
        ("audit good.ndjson --schema calls.yaml --model Call --config nowhere.toml", "nowhere.toml"),
    ] {
        let run = desk.run(command);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{command}: {run:?}");
        assert!(run.err.contains(message), "{command}: {}", run.err);
    }
}

#[test]
fn every_input_has_the_same_findings() {
    let desk = Desk::new();
    let text = format!("{GOOD}{BAD}");
    desk.write("calls.ndjson", &text);
    desk.write("packed", gzip(&text));
    desk.write("list.json", format!("[{GOOD},{BAD}]"));
    desk.write("one.json", GOOD);
    desk.write("two.json", BAD.trim_end());
    let found = |run: crate::desk::Run| {
        assert_eq!(run.code, 1, "{run:?}");
        let report: Value = serde_json::from_str(&run.out).unwrap();
        let finding = &report["findings"][0];
        (
            finding["kind"].clone(),
            finding["count"].clone(),
            finding["of"].clone(),
            report["traffic"]["records"].clone(),
        )
    };
    let expected = ("wrong-kind".into(), 1.into(), 2.into(), 2.into());
    for files in ["calls.ndjson", "packed", "list.json", "one.json two.json"] {
        assert_eq!(found(desk.run(&format!("{AUDIT} {files} --format json"))), expected, "{files}");
    }
    for input in [text.as_bytes(), &gzip(&text)] {
        assert_eq!(found(desk.run_with(&format!("{AUDIT} - --format json"), input)), expected);
    }
    let run = desk.run_with(&format!("{AUDIT} -"), text.as_bytes());
    assert!(run.out.contains("  --> <stdin>:2:11\n"), "{}", run.out);
}

#[test]
fn the_schema_may_be_pages_a_lock_or_a_document() {
    let desk = Desk::empty();
    for name in ["1.0.0", "1.1.0"] {
        let from = crate::desk::of_repository(&format!("tests/corpus/small/{name}"));
        for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
            desk.write(
                &format!("{name}/{}", entry.file_name().to_str().unwrap()),
                std::fs::read(entry.path()).unwrap(),
            );
        }
    }
    desk.write("tools.json", r#"[{"id":"a","price":"12.50"}]"#);
    for schema in ["1.0.0", "1.0.0/spectable.lock", "1.1.0"] {
        let run = desk.run(&format!("audit tools.json --model Tool --schema {schema} --fail-on wrong-kind"));
        assert_eq!(run.code, 1, "{schema}: {run:?}");
        assert!(
            run.out.contains("`Tool.price` is documented as float, and is a text"),
            "{schema}: {}",
            run.out
        );
    }
}

#[test]
fn every_format_has_every_finding() {
    let desk = Desk::new();
    desk.write(
        "calls.ndjson",
        "{\"id\":\"a\",\"size\":\"1\",\"<b>\":1,\"weather\":{\"a\":1},\"direction\":\"up\"}\n{\"id\":\n",
    );
    for (format, begin, parts) in [
        (
            "text",
            "error[unreadable]: a record cannot be read: it ends early\n  --> calls.ndjson:2:6\n",
            ["Call.size", "weather", "up to"],
        ),
        ("json", "{\n", ["Call.size", "weather", "schema_version"]),
        ("markdown", "## Traffic against calls.yaml\n", ["Call.size", "weather", "| what |"]),
        ("html", "<!doctype html>\n", ["Call.size", "weather", "<title>Audit: calls.yaml</title>"]),
    ] {
        let run = desk.run(&format!("{AUDIT} calls.ndjson --format {format}"));
        assert_eq!(run.code, 1, "{run:?}");
        assert!(run.out.starts_with(begin), "{format}: {}", run.out);
        for part in parts.iter().filter(|it| **it != "up to") {
            assert!(run.out.contains(part), "{format} lacks {part}: {}", run.out);
        }
        assert!(!run.out.contains("<b>:") && !run.out.contains("has the key `<b>`"), "{format}");
        assert_eq!(
            desk.run(&format!("{AUDIT} calls.ndjson --format {format}")).out,
            run.out,
            "the same bytes"
        );
    }
}

#[test]
fn archives_are_matched_with_operations() {
    let desk = Desk::new();
    let body = r#"{\"size\":\"1\"}"#;
    desk.write("recording.har", format!(
        r#"{{"log":{{"entries":[{{"request":{{"method":"POST","url":"https://a.example/api/calls","postData":{{"mimeType":"application/json","text":"{body}"}}}},
           "response":{{"status":201,"content":{{}}}}}},{{"request":{{"method":"GET","url":"https://a.example/x"}},
           "response":{{"status":200,"content":{{"mimeType":"text/html","text":"<p>"}}}}}}]}}}}"#
    ));
    let run = desk.run("audit recording.har --schema calls.yaml");
    assert_eq!(run.code, 1);
    assert!(
        run.out.contains(
            "error[wrong-kind]: `Call.size` is documented as int, and is a text\n  --> recording.har:1:"
        ),
        "{}",
        run.out
    );
    assert!(
        run.out.contains("note[no-operation]: a path was requested that is not documented\n"),
        "{}",
        run.out
    );
    let run = desk.run("audit recording.har --schema calls.yaml --base-path /other");
    assert_eq!(run.code, 3, "nothing was compared: {run:?}");
    assert!(run.err.contains("look at what was recorded, at `--schema` and at `--base-path`"), "{}", run.err);
    let run = desk.run("audit recording.har --schema calls.yaml --model Party");
    assert!(
        run.out.contains("1 body was skipped, not being JSON or not recorded: 1 text/html\n"),
        "{}",
        run.out
    );
    assert!(run.out.contains("`Party` has the key `size`, which is not documented: str"), "{}", run.out);
}

#[test]
fn a_planted_password_reaches_neither_output_nor_errors() {
    let desk = Desk::new();
    let secret = "hunter2-correct-horse";
    desk.write("calls.ndjson", format!(
        "{{\"id\":\"{secret}\",\"size\":\"{secret}\",\"direction\":\"{secret}\",\"x\":\"{secret}\",\"labels\":{{\"{secret}\":\"{secret}\"}}}}\n{{\"id\":{secret}}}\n{{\"id\":\"{secret}\n"
    ));
    desk.write("recording.har", format!(
        r#"{{"log":{{"entries":[{{"request":{{"method":"{secret}","url":"https://{secret}.example/calls/{secret}?a={secret}","headers":["{secret}"],
           "postData":{{"mimeType":"{secret}","text":"{secret}","params":[{{"name":"{secret}"}}]}}}},
           "response":{{"status":200,"content":{{"mimeType":"application/json","text":"{secret}","encoding":"{secret}"}}}}}},
           {{"request":{{"method":"GET","url":"/calls"}},"response":{{"status":200,"content":{{"mimeType":"application/json","text":"{secret}"}}}}}}, {secret}]}}}}"#
    ));
    for format in ["text", "json", "markdown", "html"] {
        for files in [
            "calls.ndjson --model Call",
            "recording.har",
            "recording.har calls.ndjson --model Call --suggest new.toml",
        ] {
            let run = desk.run(&format!("audit {files} --schema calls.yaml --format {format}"));
            // The archive by itself has no record that can be read.
            assert_eq!(run.code, if files == "recording.har" { 3 } else { 1 }, "{run:?}");
            for text in [&run.out, &run.err] {
                assert!(
                    !text.contains("hunter2") && !text.contains("correct-horse"),
                    "{files} {format}: {text}"
                );
            }
        }
    }
    assert!(!desk.read("new.toml").contains("hunter2"));
}
