//! What `--suggest` writes is accepted, and settles what it is about.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::desk::{Desk, document};

const CALLS: &str = r#"{"id":"a","size":1,"start_time":"2026-01-02T03:04:05Z","direction":"sideways","level":"medium","code":3}
{"id":"b","size":2,"cost":"12.50","tags":[1,2.5],"labels":{"a":"x"},"day":"2026-01-02 00:00","open":0}
{"id":"c","size":2.5,"cost":"1","weather":{"a":1},"note":null,"caller":7}
"#;

/// The kinds and paths of findings, but for those that are of no interest here.
fn findings(desk: &Desk, command: &str) -> BTreeSet<String> {
    let run = desk.run(&format!("{command} --format json --fail-on none"));
    assert_eq!(run.code, 0, "{run:?}");
    let report: Value = serde_json::from_str(&run.out).unwrap();
    let all = report["findings"].as_array().unwrap();
    let told = all.iter().filter(|it| it["kind"] != "never-seen");
    told.map(|it| format!("{} {}", it["kind"].as_str().unwrap(), it["path"].as_str().unwrap())).collect()
}

#[test]
fn they_are_accepted_and_settle_what_they_are_about() {
    let desk = Desk::new();
    desk.write("calls.ndjson", CALLS);
    desk.write("schema/openapi.yaml", document());
    let audit = "audit calls.ndjson --schema calls.yaml --model Call --show-values";
    let before = findings(&desk, audit);
    let settled = [
        "wrong-kind Call.size",
        "wrong-kind Call.cost",
        "wrong-kind Call.open",
        "wrong-kind Call.tags[]",
        "wrong-kind Call.labels{}",
        "wrong-format Call.day",
        "unknown-key Call.start_time",
        "unknown-value Call.direction",
        "unknown-value Call.level",
        "unknown-value Call.code",
    ];
    let left = ["no-alternative Call.caller", "unknown-key Call.weather"];
    assert_eq!(before, settled.iter().chain(&left).map(|it| (*it).to_owned()).collect());
    let run = desk.run(&format!("{audit} --suggest new.toml"));
    assert_eq!((run.code, run.err.as_str()), (1, "new.toml: 10 entries added\n"));
    let after = findings(&desk, &format!("{audit} --config new.toml"));
    assert_eq!(after, left.iter().map(|it| (*it).to_owned()).collect());

    let run = desk.run("check --schema schema --upstream calls.yaml --config new.toml --fail-on none");
    assert_eq!(run.code, 0, "{run:?}");
    // It is an overlay of the folder as well, where nothing may be stale.
    desk.write("schema/spectable.toml", desk.read("new.toml"));
    let run = desk.run("update --schema schema");
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(findings(&desk, "audit calls.ndjson --model Call --show-values"), after);
    // What is settled is not suggested again, and what is there is not added again.
    let run = desk.run(&format!("{audit} --suggest new.toml"));
    assert_eq!(run.err, "new.toml: 0 entries added\n");
    let text = desk.read("new.toml");
    assert!(
        text.contains("reason = \"traffic: Call.cost is documented as float, and is a text; 2 of 2\"\n"),
        "{text}"
    );
}

#[test]
fn the_file_keeps_what_it_has() {
    let desk = Desk::new();
    desk.write("calls.ndjson", CALLS);
    let old = "release = \"7\"\n\n[[rust-name]]\nmodel = \"Call\"\nproperty = \"id\"\nname = \"number\"\nreason = \"a reason\"";
    desk.write("new.toml", old);
    let run = desk.run("audit calls.ndjson --schema calls.yaml --model Call --suggest new.toml");
    assert_eq!(run.code, 1);
    let text = desk.read("new.toml");
    assert!(text.starts_with(&format!("{old}\n\n[[type]]\n")), "{text}");
    assert_eq!(desk.run("audit calls.ndjson --schema calls.yaml --model Call --config new.toml").code, 1);
    assert!(!text.contains("sideways"), "values are not written unless they are asked for");
    assert!(
        run.err.contains("no entries for values of enums, which would be in them: --show-values adds them\n"),
        "{}",
        run.err
    );
}

#[test]
fn what_the_schema_does_not_accept_is_left_out_and_told() {
    let desk = Desk::new();
    desk.write("calls.ndjson", CALLS);
    let entry =
        "[[enum]]\nmodel = \"Call\"\nproperty = \"direction\"\nvalues = [\"in\"]\nreason = \"a reason\"\n";
    desk.write("old.toml", entry);
    let run = desk.run(
        "audit calls.ndjson --schema calls.yaml --config old.toml --model Call --show-values --suggest -",
    );
    assert_eq!(run.code, 1);
    assert!(
        run.err.contains("no entry for `Call.direction`: an earlier entry is about the same\n"),
        "{}",
        run.err
    );
    assert!(
        run.out.starts_with("# Suggested by `spectable audit`") && run.out.contains("property = \"level\""),
        "{}",
        run.out
    );
    assert!(!run.out.contains("property = \"direction\""), "{}", run.out);
    let nowhere =
        desk.run("audit calls.ndjson --schema calls.yaml --model Call --suggest no/such/folder.toml");
    assert_eq!(nowhere.code, 2, "{nowhere:?}");
    assert!(nowhere.err.contains("`no/such/folder.toml` cannot be written: "), "{}", nowhere.err);
}

#[test]
fn a_file_that_is_not_an_overlay_is_not_touched() {
    let desk = Desk::new();
    desk.write("calls.ndjson", CALLS);
    desk.write("notes.toml", "bogus = 1\n");
    desk.write("broken.toml", "[[type]\n");
    for file in ["calls.ndjson", "calls.yaml", "notes.toml", "broken.toml"] {
        let before = desk.read(file);
        let run = desk.run(&format!("audit calls.ndjson --schema calls.yaml --model Call --suggest {file}"));
        assert_eq!(run.code, 2, "{file}: {run:?}");
        assert!(run.err.contains("is not an overlay, and nothing was added to it"), "{file}: {}", run.err);
        assert_eq!(desk.read(file), before);
    }
    // Half of the traffic says nothing of the other half.
    let run = desk.run("audit cut.har --schema calls.yaml --model Call --suggest new.toml");
    assert_ne!(run.code, 0);
    desk.write("good.ndjson", "{\"id\":\"a\"}\n");
    let run = desk.run("audit good.ndjson --schema calls.yaml --model Call --suggest none.toml");
    assert_eq!(run.err, "none.toml: 0 entries added\n");
    assert!(!desk.path("none.toml").exists());
}

#[test]
fn values_of_several_types_have_no_entry() {
    let desk = Desk::new();
    desk.write("calls.ndjson", "{\"id\":\"a\",\"size\":\"x\"}\n{\"id\":\"b\",\"size\":1}\n");
    let run = desk.run("audit calls.ndjson --schema calls.yaml --model Call --suggest new.toml");
    let note = "no entries for 1 finding: an entry needs that all values of a property are of one type\n";
    assert!(run.err.starts_with(note), "{}", run.err);
}
