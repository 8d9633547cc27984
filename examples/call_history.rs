//! Who spoke with whom: a call history, as a table.
//!
//! `cargo run --example call_history [FILE]` reads a response of the API's call history; `-` is standard input, and without a
//! file the example's own is read. It also says what the models do not know of the document, and that it is kept.
#![forbid(unsafe_code)]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "this is a program for a terminal")]

use std::fmt::Display;
use std::io::{self, Read, Write};
use std::process::ExitCode;
use std::{env, fs};

use purecloud_models::spectable::{self, Kind, Model, Table};
use purecloud_models::{CallHistoryConversation, CallHistoryParticipant};
use serde_json::Value;

spectable::model! {
    /// A page of a call history: what the API wraps conversations in.
    pub struct CallHistoryListing = "CallHistoryListing" {
        /// The conversations.
        entities with_entities: Vec<CallHistoryConversation> = "entities",
        /// How many conversations a page has at most.
        page_size with_page_size: i64 = "pageSize",
        /// Which page this is, from 1.
        page_number with_page_number: i64 = "pageNumber",
        /// How many conversations there are on all pages.
        total with_total: i64 = "total",
        /// How many pages there are.
        page_count with_page_count: i64 = "pageCount",
        /// The first page.
        first_uri with_first_uri: String = "firstUri",
        /// The page before this one.
        previous_uri with_previous_uri: String = "previousUri",
        /// The page after this one.
        next_uri with_next_uri: String = "nextUri",
        /// The last page.
        last_uri with_last_uri: String = "lastUri",
        /// This page.
        self_uri with_self_uri: String = "selfUri",
    }
}

const USAGE: &str = "usage: call_history [FILE]\n\nFILE is a call history as JSON; `-` is standard input; the example's own without it";

const OWN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/call-history.json");

fn main() -> ExitCode {
    let mut arguments = env::args().skip(1);
    let (file, more) = (arguments.next(), arguments.next());
    if matches!(file.as_deref(), Some("-h" | "--help")) {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    if more.is_some() || file.as_deref().is_some_and(|file| file.starts_with('-') && file != "-") {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    }
    let name = file.unwrap_or_else(|| OWN.to_owned());
    match run(&name) {
        Ok(report) => match io::stdout().write_all(report.as_bytes()) {
            // A reader that has seen enough, such as `head`, is not an error.
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                eprintln!("error: standard output: {error}");
                ExitCode::from(2)
            }
            _ => ExitCode::SUCCESS,
        },
        Err(error) => {
            eprintln!("error: {name}: {error}");
            ExitCode::from(2)
        }
    }
}

fn run(name: &str) -> Result<String, String> {
    let text = read(name).map_err(|error| error.to_string())?;
    let listing: CallHistoryListing = spectable::from_str(&text).map_err(|error| match error.kind() {
        spectable::ErrorKind::Data => format!("not a call history: {error}"),
        _ => format!("not JSON: {error}"),
    })?;
    let Some(conversations) = &listing.entities else {
        return Err("not a call history: it has no `entities`".to_owned());
    };
    let rows = conversations.iter().flat_map(rows).collect::<Vec<_>>();
    let mut report = table(&rows);
    report.push_str(&news(&text, &listing)?);
    Ok(report)
}

fn read(name: &str) -> io::Result<String> {
    if name != "-" {
        return fs::read_to_string(name);
    }
    let mut text = String::new();
    io::stdin().read_to_string(&mut text)?;
    Ok(text)
}

const HEADER: [&str; 7] = ["conversation", "participant", "purpose", "direction", "from", "for", "ended by"];

/// A line for each participant; the conversation is named in the first of them.
fn rows(conversation: &CallHistoryConversation) -> Vec<[String; 7]> {
    let participants = conversation.participants.as_deref().unwrap_or_default();
    let line = |(index, participant): (usize, &CallHistoryParticipant)| {
        let title = conversation.name.as_deref().or(conversation.id.as_deref()).unwrap_or("(no name)");
        [
            if index == 0 { title.to_owned() } else { String::new() },
            who(participant),
            shown(participant.purpose.as_ref()),
            shown(participant.direction.as_ref()),
            participant.start_time.map_or_else(dash, |start| {
                let (hour, minute, second) = start.to_hms();
                format!("{} {hour:02}:{minute:02}:{second:02}", start.date())
            }),
            lasted(participant),
            shown(participant.disconnect_type.as_ref()),
        ]
    };
    participants.iter().enumerate().map(line).collect()
}

/// The name that says most of a participant.
fn who(participant: &CallHistoryParticipant) -> String {
    let user = participant.user.as_ref().and_then(|user| user.name.as_deref());
    let contact = participant.external_contact.as_ref().and_then(|contact| contact.first_name.as_deref());
    let queue = participant.queue.as_ref().and_then(|queue| queue.name.as_deref());
    let names = [participant.name.as_deref(), user, contact, queue, participant.ani.as_deref()];
    names.into_iter().flatten().find(|name| !name.is_empty()).map_or_else(dash, str::to_owned)
}

fn lasted(participant: &CallHistoryParticipant) -> String {
    match (participant.start_time, participant.end_time) {
        (Some(start), Some(end)) => {
            let seconds = (end - start).whole_seconds();
            format!("{}:{:02}", seconds / 60, seconds.abs() % 60)
        }
        _ => dash(),
    }
}

fn shown(value: Option<&impl Display>) -> String {
    value.map_or_else(dash, ToString::to_string)
}

fn dash() -> String {
    "–".to_owned()
}

/// The rows below a header, in columns as wide as their widest cell.
fn table(rows: &[[String; 7]]) -> String {
    let header = HEADER.map(str::to_owned);
    let all = || std::iter::once(&header).chain(rows);
    let width =
        |column: usize| all().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max();
    let widths: Vec<usize> = (0..HEADER.len()).map(|column| width(column).unwrap_or_default()).collect();
    let mut text = String::new();
    for row in all() {
        let cells: Vec<_> = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        text.push_str(cells.join("  ").trim_end());
        text.push('\n');
    }
    text
}

/// What the document holds that the models do not know; and a check that it is still there in what is written back.
fn news(text: &str, listing: &CallHistoryListing) -> Result<String, String> {
    let document: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let written = spectable::to_value(listing).map_err(|error| error.to_string())?;
    let mut unknown = Vec::new();
    find_unknown(CallHistoryListing::table(), &document, "", &mut unknown);
    let mut report = String::new();
    if unknown.is_empty() {
        report.push_str("\nThe models know everything that the document holds.\n");
    } else {
        report.push_str("\nNew to the models, and kept:\n");
        unknown.iter().for_each(|line| report.push_str(&format!("  {line}\n")));
    }
    if let Some(path) = spectable::difference(CallHistoryListing::table(), &document, &written) {
        return Err(format!("written back, the document differs at {path}: please report this"));
    }
    report.push_str("Written back, the document is equal to what came in.\n");
    Ok(report)
}

fn find_unknown(table: Table, value: &Value, path: &str, found: &mut Vec<String>) {
    for (key, value) in value.as_object().into_iter().flatten() {
        let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        match table.field(key) {
            Some(field) => find_unknown_in(field.kind(), value, &path, found),
            None => found.push(format!("{path}: the field is not documented")),
        }
    }
}

fn find_unknown_in(kind: Kind, value: &Value, path: &str, found: &mut Vec<String>) {
    match (kind, value) {
        (Kind::Enum(one), Value::String(text)) if !one.values().contains(&text.as_str()) => {
            found.push(format!("{path}: \"{text}\" is not a documented value"));
        }
        (Kind::Model(table), value) => find_unknown(table, value, path, found),
        (Kind::List(item), Value::Array(items)) => {
            for (index, value) in items.iter().enumerate() {
                find_unknown_in(item.kind(), value, &format!("{path}[{index}]"), found);
            }
        }
        (Kind::Map(item), Value::Object(entries)) => {
            for (key, value) in entries {
                find_unknown_in(item.kind(), value, &format!("{path}[{key:?}]"), found);
            }
        }
        _ => {}
    }
}
