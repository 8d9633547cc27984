//! Auditing traffic: 100 MB that it makes, in each form, with the time, the throughput and the peak of the memory.
//!
//! `cargo bench -p purecloud-benches --bench audit [-- MEGABYTES]`. Each run is a process of its own, since a process tells only the peak of
//! its whole life (`VmHWM` of `/proc/self/status`) and its whole work (`/proc/self/stat`); where there are no such files, the columns say so.
//! The throughput of a core is that of the work of all threads together, which does not depend on what else the machine does.
#![forbid(unsafe_code)]
#![allow(clippy::print_stdout, reason = "this is what a benchmark is for")]

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::num::NonZeroUsize;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use flate2::{Compression, write::GzEncoder};
use purecloud_benches::{Sheet, arguments};
use spectable_audit::{Options, Source, audit, plan::Plan};
use spectable_build::project::Project;

/// What a child process is told to do.
const CHILD: &str = "SPECTABLE_AUDIT_BENCH";

fn main() -> io::Result<()> {
    if let Ok(task) = std::env::var(CHILD) {
        return child(&task);
    }
    let megabytes = arguments().first().and_then(|it| it.parse().ok()).unwrap_or(100_usize);
    let folder = tempfile::tempdir()?;
    let title = format!("Auditing {megabytes} MB of call histories (the fastest of 3 runs)");
    let mut sheet = Sheet::new(&title, &["form", "threads", "seconds", "MB/s", "MB/s a core", "peak memory"]);
    let cores = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    for form in ["lines", "list", "concatenated", "archive", "lines, gzip"] {
        let path = folder.path().join(form);
        let size = make(&path, form, megabytes * 1_000_000)? as f64 / 1e6;
        for threads in [1, cores] {
            let runs = (0..3).map(|_| run(&path, threads)).collect::<io::Result<Vec<_>>>()?;
            let seconds = runs.iter().map(|it| it.0).fold(f64::MAX, f64::min);
            let untold = || "not told here".to_owned();
            let peak = runs.iter().filter_map(|it| it.1).max();
            let peak = peak.map_or_else(untold, |it| format!("{:.1} MB", it as f64 / 1024.0));
            let work = runs.iter().filter_map(|it| it.2).min();
            let of_core =
                work.map_or_else(untold, |ticks| format!("{:.0}", size * 100.0 / ticks.max(1) as f64));
            let (seconds, speed) = (format!("{seconds:.2}"), format!("{:.0}", size / seconds));
            sheet.rows.push(vec![form.to_owned(), threads.to_string(), seconds, speed, of_core, peak]);
        }
        fs::remove_file(path)?;
    }
    sheet.notes.push("threads: those that count; one more reads.".to_owned());
    sheet.publish("audit")
}

/// Seconds, the peak in kilobytes, and the work in hundredths of a second.
fn run(path: &Path, threads: usize) -> io::Result<(f64, Option<u64>, Option<u64>)> {
    let mut command = Command::new(std::env::current_exe()?);
    let output = command.env(CHILD, format!("{threads} {}", path.display())).output()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut words = text.split_whitespace();
    let seconds = words.next().and_then(|it| it.parse().ok());
    let seconds =
        seconds.ok_or_else(|| io::Error::other(String::from_utf8_lossy(&output.stderr).into_owned()))?;
    let mut number = || words.next().and_then(|it| it.parse().ok());
    Ok((seconds, number(), number()))
}

fn child(task: &str) -> io::Result<()> {
    let (threads, path) = task.split_once(' ').unwrap_or_default();
    let schema = Project::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../schema")).schema;
    let plan = Plan::of_model(&schema, "CallHistoryConversation").map_err(io::Error::other)?;
    let options = Options { threads: threads.parse().ok().and_then(NonZeroUsize::new), ..Options::default() };
    let start = Instant::now();
    let report = audit(&plan, vec![Source::file(path)], &options).map_err(io::Error::other)?;
    let seconds = start.elapsed().as_secs_f64();
    if report.unreadable > 0 || report.records == 0 {
        return Err(io::Error::other(format!(
            "{} records, {} unreadable",
            report.records, report.unreadable
        )));
    }
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.split_whitespace().next());
    // Linux counts in hundredths of a second on every machine; the name in parentheses may have spaces.
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let times = stat.rsplit(')').next().unwrap_or_default().split_whitespace().skip(11).take(2);
    let work = times.map(|it| it.parse::<u64>().ok()).sum::<Option<u64>>().filter(|_| !stat.is_empty());
    let work = work.map_or("-".to_owned(), |it| it.to_string());
    println!("{seconds} {} {work}", peak.unwrap_or("-"));
    Ok(())
}

/// Writes a file of at least so many bytes of records, before they are packed; how many it has.
fn make(path: &Path, form: &str, least: usize) -> io::Result<usize> {
    let file = BufWriter::new(File::create(path)?);
    let mut out: Box<dyn Write> = if form.ends_with("gzip") {
        Box::new(GzEncoder::new(file, Compression::fast()))
    } else {
        Box::new(file)
    };
    let (before, between, after) = match form {
        "list" => ("[", ",", "]"),
        "concatenated" => ("", "", ""),
        "archive" => (r#"{"log":{"version":"1.2","entries":["#, ",\n", "]}}"),
        _ => ("", "\n", "\n"),
    };
    let mut written = 0;
    out.write_all(before.as_bytes())?;
    for number in 0.. {
        if written >= least {
            break;
        }
        let mut text = record(number);
        if form == "archive" {
            text = format!(
                r#"{{"request":{{"method":"GET","url":"/x"}},"response":{{"status":200,"content":{{"mimeType":"application/json","text":{}}}}}}}"#,
                serde_json::to_string(&text)?
            );
        }
        if number > 0 {
            out.write_all(between.as_bytes())?;
        }
        out.write_all(text.as_bytes())?;
        written += text.len() + between.len();
    }
    out.write_all(after.as_bytes())?;
    out.flush()?;
    Ok(written)
}

/// A conversation, as a server writes it.
fn record(number: usize) -> String {
    let participant = |at: usize| {
        let (minute, second) = (number % 60, (number + at) % 60);
        let direction = if at.is_multiple_of(2) { "inbound" } else { "outbound" };
        format!(
            r#"{{"id":"9b2f0c1e-0000-4000-8000-{:012}","startTime":"2026-01-02T03:{minute:02}:{second:02}.678Z","endTime":"2026-01-02T04:{minute:02}:{second:02}.000Z","purpose":"agent","direction":"{direction}","disconnectType":"client","address":"tel:+4930{number:08}","flaggedReason":"none","sipResponseCodes":[200,486],"didInteract":true,"held":false}}"#,
            number * 4 + at
        )
    };
    let participants: Vec<String> = (0..1 + number % 4).map(participant).collect();
    format!(
        r#"{{"id":"5d0f7c6a-0000-4000-8000-{number:012}","name":"a call","participants":[{}],"mediaType":"call","wentToAcd":false}}"#,
        participants.join(",")
    )
}
