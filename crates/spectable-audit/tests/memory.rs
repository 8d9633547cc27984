//! Memory does not grow with the traffic. In a process of its own, since a process tells only the peak of its whole life.
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a test says what it expects by failing")]

use std::{
    fs,
    io::{self, Read},
    thread,
};

use spectable_audit::{Options, Source, audit, plan::Plan};
use spectable_build::project::{Project, Reading};
use spectable_build::source::Documentation;

const BYTES: usize = 100_000_000;
const MOST_MEGABYTES: u64 = 64;

const DOCUMENT: &str = "openapi: 3.0.3\ninfo: {title: Made, version: '1'}\npaths: {}\ncomponents: {schemas: {Call: {type: object, properties: {id: {type: string}, direction: {type: string, enum: [in, out]}}}}}\n";

/// Traffic that is made while it is read.
struct Made {
    part: Vec<u8>,
    at: usize,
    number: usize,
    left: usize,
    before: &'static str,
    record: fn(usize) -> String,
    between: &'static str,
    after: &'static str,
}

impl Read for Made {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at == self.part.len() {
            let between = if self.number == 0 { self.before } else { self.between };
            self.part = match self.left {
                0 => std::mem::take(&mut self.after).as_bytes().to_vec(),
                _ => format!("{between}{}", (self.record)(self.number)).into_bytes(),
            };
            self.at = 0;
            self.number += 1;
            self.left = self.left.saturating_sub(self.part.len());
        }
        let rest = &self.part[self.at..];
        let count = rest.len().min(buffer.len());
        buffer[..count].copy_from_slice(&rest[..count]);
        self.at += count;
        Ok(count)
    }
}

/// A record with a key and a value of its own, which nobody documents.
fn call(number: usize) -> String {
    let letters: String =
        format!("{number:08}").bytes().map(|digit| char::from(b'a' + digit - b'0')).collect();
    format!("{{\"id\":\"{}\",\"direction\":\"{letters}\",\"{letters}\":[1,2,3]}}", "some text ".repeat(40))
}

fn entry(number: usize) -> String {
    let body = call(number).replace('"', "\\\"");
    format!(
        "{{\"request\":{{\"url\":\"https://x.example/{number}\"}},\"response\":{{\"content\":{{\"mimeType\":\"application/json\",\"text\":\"{body}\"}}}}}}"
    )
}

#[test]
fn a_hundred_megabytes_of_each_form_take_less_than_64() {
    let documentation = Documentation::of_file("made.yaml", DOCUMENT.as_bytes().to_vec()).unwrap();
    let schema = Project::read(documentation, Reading::default()).schema;
    let plan = Plan::of_model(&schema, "Call").unwrap();
    type Form = (&'static str, &'static str, fn(usize) -> String, &'static str, &'static str);
    let forms: [Form; 4] = [
        ("a list", "[", call, ",", "]"),
        ("lines", "", call, "\n", "\n"),
        ("values", "", call, "", ""),
        ("an archive", "{\"log\":{\"entries\":[", entry, ",", "]}}"),
    ];
    let read = &|(form, before, record, between, after): Form| {
        let made = Made { part: Vec::new(), at: 0, number: 0, left: BYTES, before, record, between, after };
        let report = audit(&plan, vec![Source::reader(form, made)], &Options::default()).unwrap();
        assert!(report.records > 150_000 && report.unreadable == 0, "{form}: {} records", report.records);
        let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.split_whitespace().next());
        let Some(kilobytes) = peak.and_then(|it| it.parse::<u64>().ok()) else {
            println!("skipped: this system does not tell the peak of the memory");
            return;
        };
        println!("{form}: {kilobytes} kB");
        assert!(kilobytes / 1000 < MOST_MEGABYTES, "{form}: {kilobytes} kB");
    };
    // At once, since each takes seconds; the bound is for all of them together.
    thread::scope(|scope| forms.map(|form| scope.spawn(move || read(form))).map(|it| it.join().unwrap()));
}
