//! The sums of a report, in words.

use spectable_drift::report::count::count_of;

use super::{ModelSeen, PropertySeen, Report};

/// `300 records in 2 files: 5 findings; 3 of 12 models came`.
pub(super) fn line(report: &Report) -> String {
    let files = count_of(report.files.len(), "file");
    let records = count_of(usize_of(report.records), "record");
    let models = count_of(report.all_models, "model");
    format!(
        "{records} in {files}: {}; {} of {models} came",
        count_of(report.findings.len(), "finding"),
        report.models.len()
    )
}

/// What was passed over; each is a line.
pub(super) fn passed_over(report: &Report) -> Vec<String> {
    let mut lines = Vec::new();
    for file in &report.files {
        if let Some(fault) = &file.fault {
            lines.push(format!("`{}` was not read to its end: {fault}", file.name));
        }
    }
    let skipped: u64 = report.skipped.iter().map(|it| it.count).sum();
    if skipped > 0 {
        let parts: Vec<String> =
            report.skipped.iter().map(|it| format!("{} {}", it.count, it.what)).collect();
        let bodies = if skipped == 1 { "1 body was".to_owned() } else { format!("{skipped} bodies were") };
        lines.push(format!("{bodies} skipped, not being JSON or not recorded: {}", parts.join(", ")));
    }
    lines
}

/// `datetime, 2 of 3; 2 as 2026-01-02T03:04:05Z`.
pub(super) fn property(it: &PropertySeen, model: &ModelSeen) -> String {
    let mut words = format!("{}, {}", it.documented, share(it.seen, model.objects));
    if it.nulls > 0 {
        words.push_str(&format!(", {} null", it.nulls));
    }
    for form in &it.forms {
        words.push_str(&format!("; {} as {}", form.count, form.form.example()));
    }
    words
}

/// `3 objects`.
pub(super) fn objects(model: &ModelSeen) -> String {
    count_of(usize_of(model.objects), "object")
}

/// `12 of 300`.
pub(super) fn share(count: u64, of: u64) -> String {
    match (count, of) {
        (0, of) => format!("0 of {of}"),
        (count, of) if of < count => count.to_string(),
        (count, of) => format!("{count} of {of}"),
    }
}

fn usize_of(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}
