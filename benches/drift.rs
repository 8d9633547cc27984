//! Comparing two documents, and how the time grows with their size.
//!
//! `cargo bench -p purecloud-benches --bench drift [-- SCHEMAS]`. It makes its own documents: of `SCHEMAS` schemas, by default up to 10,000,
//! which are 47 MB, in one of which every description is another. The last column should stay as it is from row to row.
#![forbid(unsafe_code)]

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;
use std::time::Instant;

use purecloud_benches::{Sheet, arguments};
use spectable_build::parallel;
use spectable_build::source::Documentation;
use spectable_drift::report::FindingFormat;
use spectable_drift::sides::{Side, compare};
use spectable_drift::snapshot::Snapshot;

/// How many properties each schema has.
const PROPERTIES: usize = 12;

fn main() -> io::Result<()> {
    let most = arguments().first().and_then(|it| it.parse().ok()).unwrap_or(10_000_usize);
    let columns = ["schemas", "MB", "findings", "read", "compare", "hidden", "text", "json", "µs a finding"];
    let title = "Comparing two documents in which every description differs (milliseconds; the fastest of 3)";
    let mut sheet = Sheet::new(title, &columns);
    for schemas in [most / 8, most / 4, most / 2, most] {
        let folder = tempfile::tempdir()?;
        let (old, new) = (folder.path().join("old.json"), folder.path().join("new.json"));
        fs::write(&old, document(schemas, "holds"))?;
        fs::write(&new, document(schemas, "has"))?;
        let runs = (0..3).map(|_| measure(&old, &new)).collect::<io::Result<Vec<_>>>()?;
        let fastest =
            |at: usize| runs.iter().filter_map(|(times, _)| times.get(at)).copied().fold(f64::MAX, f64::min);
        let findings = runs.first().map_or(0, |(_, findings)| *findings);
        let megabytes = fs::metadata(&old)?.len() as f64 / 1e6;
        let mut row = vec![schemas.to_string(), format!("{megabytes:.1}"), findings.to_string()];
        row.extend((0..5).map(|at| format!("{:.0}", fastest(at))));
        row.push(format!("{:.1}", (fastest(1) + fastest(3)) * 1000.0 / findings.max(1) as f64));
        sheet.rows.push(row);
    }
    let note = "read: both documents. hidden: the comparison with `--docs hide`. text, json: the report.";
    sheet.notes.push(note.to_owned());
    sheet.publish("drift")
}

/// Milliseconds of each step, and how many findings there are.
fn measure(old: &Path, new: &Path) -> io::Result<(Vec<f64>, usize)> {
    let mut times = Vec::new();
    let mut start = Instant::now();
    let mut lap = |times: &mut Vec<f64>| {
        times.push(start.elapsed().as_secs_f64() * 1000.0);
        start = Instant::now();
    };
    let open =
        |path: &Path| Documentation::open(path).map_err(|error| io::Error::other(format!("{error:?}")));
    let [old, new] = parallel::map_two([old, new], |path| open(path).map(|it| Side::of(it).read()));
    let (old, new) = (old?, new?);
    lap(&mut times);
    let report = compare(&Snapshot::of(&old), &Snapshot::of(&new));
    lap(&mut times);
    let hidden = compare(&Snapshot::of(&old).without_descriptions(), &Snapshot::of(&new));
    assert_eq!(hidden.findings, [], "nothing but descriptions differs");
    lap(&mut times);
    report.render(FindingFormat::Text, false);
    lap(&mut times);
    report.render(FindingFormat::Json, false);
    lap(&mut times);
    Ok((times, report.findings.len()))
}

/// A document of one line. Each schema refers to some after it, and has an enum of its own.
fn document(schemas: usize, verb: &str) -> String {
    let mut text = String::from(
        r#"{"openapi":"3.0.3","info":{"title":"Made","version":"1"},"paths":{},"components":{"schemas":{"#,
    );
    for at in 0..schemas {
        let comma = if at == 0 { "" } else { "," };
        let mut write = |part: std::fmt::Arguments<'_>| {
            let written = text.write_fmt(part);
            debug_assert!(written.is_ok(), "writing to a String does not fail");
        };
        write(format_args!(
            r#"{comma}"Made{at}":{{"type":"object","description":"Number {at} {verb} properties.","properties":{{"#
        ));
        for property in 0..PROPERTIES {
            let comma = if property == 0 { "" } else { "," };
            write(format_args!(
                r#"{comma}"property{property}":{{"description":"What number {property} of {at} {verb}: "#
            ));
            for word in 0..40 {
                write(format_args!("word{} ", (at * 7 + property * 3 + word) % 97));
            }
            match property {
                0 => write(format_args!(
                    r##"","allOf":[{{"$ref":"#/components/schemas/Made{}"}}]}}"##,
                    (at * 2 + 1) % schemas
                )),
                1 => write(format_args!(
                    r##"","type":"array","items":{{"$ref":"#/components/schemas/Made{}"}}}}"##,
                    (at * 2 + 2) % schemas
                )),
                2 => write(format_args!(r#"","type":"string","enum":["one{at}","two{at}"]}}"#)),
                3 => write(format_args!(r#"","type":"integer","format":"int32"}}"#)),
                _ => write(format_args!(r#"","type":"string"}}"#)),
            }
        }
        write(format_args!("}}}}"));
    }
    text + "}}}"
}
