//! The documents have the figures that benchmarks saved. With `UPDATE_DOCS=1`, this test writes what it otherwise compares.
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use std::fs;

use purecloud_benches::page::{documents, fill};
use purecloud_benches::saved::{Saved, all, root};
use purecloud_benches::{Report, Sheet};

/// Compares a file with what it should be, or writes it.
fn hold(path: &str, text: &str) {
    let path = root().join(path);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(path, text).unwrap();
        return;
    }
    let remedy = "run the test with UPDATE_DOCS=1";
    assert!(fs::read_to_string(&path).unwrap_or_default() == text, "{} is another: {remedy}", path.display());
}

#[test]
fn the_documents_have_the_saved_figures() {
    for document in documents(&all().unwrap()).unwrap() {
        hold(document.path, &document.text);
    }
}

#[test]
fn the_charts_show_the_saved_figures() {
    let all = all().unwrap();
    assert!(all.contains_key("read_write"));
    for (name, saved) in all {
        let Saved::Report(report) = saved else { continue };
        hold(&format!("docs/bench/{name}.svg"), &report.chart());
    }
}

/// A comparison and figures alone, as benchmarks save them.
fn examples() -> purecloud_benches::saved::All {
    let mut report = Report::new("Reading", "MB/s", true);
    report.add("read sparse", 200.0, 100.0);
    report.add("read dense", 450.0, 100.0);
    report.add("write sparse", 50.0, 100.0);
    report.notes.push("a note".to_owned());
    report.run.input = Some("calls".to_owned());
    let mut sheet = Sheet::new("Auditing", &["form", "MB/s"]);
    sheet.rows.push(vec!["lines".to_owned(), "7".to_owned()]);
    sheet.run.command = "cargo bench --bench audit -- --save".to_owned();
    [("reading", Saved::Report(report)), ("audit", Saved::Sheet(sheet))]
        .map(|(name, saved)| (name.to_owned(), saved))
        .into()
}

#[test]
fn a_text_is_filled_with_figures() {
    let cases = [
        ("{{table reading: read sparse}}", "200 MB/s"),
        ("{{derive reading: read sparse}}", "100 MB/s"),
        ("a {{ratio reading: read sparse}}, b {{ratio reading: write sparse}}", "a 2.0 ×, b 0.50 ×"),
        ("{{mean reading: read}}", "3.00 ×"),
        ("{{machines}}", "- a machine that was not noted"),
        (
            "{{report reading}}",
            "![Reading](bench/reading.svg)\n\n| MB/s | table | derive | ratio |\n| --- | --: | --: | --: |\n\
             | read sparse | 200 | 100 | 2.00 × |\n| read dense | 450 | 100 | 4.50 × |\n\
             | write sparse | 50.0 | 100 | 0.50 × |\n\n- a note\n\nMeasured on calls.",
        ),
        (
            "{{report reading}}{{rest}}",
            "![Reading](bench/reading.svg)\n\n| MB/s | table | derive | ratio |\n| --- | --: | --: | --: |\n\
             | read sparse | 200 | 100 | 2.00 × |\n| read dense | 450 | 100 | 4.50 × |\n\
             | write sparse | 50.0 | 100 | 0.50 × |\n\n- a note\n\nMeasured on calls.\
             ## Auditing\n\n| form | MB/s |\n| --- | --: |\n| lines | 7 |\n\n```console\n\
             $ cargo bench --bench audit -- --save\n```",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(fill(text, &examples()).as_deref(), Ok(expected), "{text}");
    }
}

#[test]
fn a_figure_that_is_not_there_is_an_error() {
    let cases = [
        ("{{table reading: nothing}}", "there is no `table reading: nothing`"),
        ("{{mean reading: nothing}}", "there is no `mean reading: nothing`"),
        ("{{table audit: lines}}", "there is no `table audit: lines`"),
        ("{{report nothing}}", "there is no `report nothing`"),
        ("{{word}}", "there is no `word`"),
        ("{{rest", "`{{` has no `}}`"),
    ];
    for (text, expected) in cases {
        assert_eq!(fill(text, &examples()), Err(expected.to_owned()), "{text}");
    }
}
