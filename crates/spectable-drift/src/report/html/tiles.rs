//! The verdict, at the top of the page.

use super::Report;
use crate::verdict::{Breakage, RustVerdict};

/// One respect of the verdict.
pub(super) struct Tile {
    pub(super) title: &'static str,
    /// The class of its colour.
    pub(super) tone: &'static str,
    pub(super) word: &'static str,
    pub(super) sentence: &'static str,
}

/// For code, for requests, and for responses.
pub(super) fn of(report: &Report) -> [Tile; 3] {
    let titles = ["Rust", "Requests", "Responses"];
    if !report.complete {
        return titles.map(|title| Tile {
            title,
            tone: "amber",
            word: "not known",
            sentence: "There is no verdict of a comparison that is not complete.",
        });
    }
    let (rust, wire) = report.verdict();
    let words = [of_rust(rust), of_requests(wire.request), of_responses(wire.response)];
    let tones = [tone_of_rust(rust), tone_of_wire(wire.request), tone_of_wire(wire.response)];
    std::array::from_fn(|at| {
        let (word, sentence) = words[at];
        Tile { title: titles[at], tone: tones[at], word, sentence }
    })
}

/// What a change means for code, as a word and a sentence.
pub(super) fn of_rust(rust: RustVerdict) -> (&'static str, &'static str) {
    match rust {
        RustVerdict::Major => ("major", "Code that compiled may no longer compile."),
        RustVerdict::Minor => ("minor", "There are new items. Code that compiled still does."),
        RustVerdict::Patch => ("patch", "The items are the same. Their documentation or behaviour changed."),
        RustVerdict::None => ("nothing changes", "The items and their documentation are the same."),
    }
}

fn of_requests(breakage: Breakage) -> (&'static str, &'static str) {
    match breakage {
        Breakage::Breaks => ("break", "A new server refuses requests of old code."),
        Breakage::IfSent => {
            ("break if they carry it", "Nothing says whether requests of old code carry what changed.")
        }
        Breakage::MayBreak => {
            ("may break", "It depends on what old code sends, and on how strict the server is.")
        }
        Breakage::None => ("nothing breaks", "A new server understands old code."),
    }
}

fn of_responses(breakage: Breakage) -> (&'static str, &'static str) {
    match breakage {
        Breakage::Breaks => ("break", "Old code cannot read responses of a new server."),
        Breakage::IfSent => {
            ("break if they carry it", "Nothing says whether responses of a new server carry what changed.")
        }
        Breakage::MayBreak => ("may break", "It depends on what the server sends."),
        Breakage::None => ("nothing breaks", "Old code understands a new server."),
    }
}

fn tone_of_rust(rust: RustVerdict) -> &'static str {
    match rust {
        RustVerdict::Major => "red",
        RustVerdict::Minor => "amber",
        RustVerdict::Patch | RustVerdict::None => "green",
    }
}

fn tone_of_wire(breakage: Breakage) -> &'static str {
    match breakage {
        Breakage::Breaks => "red",
        Breakage::IfSent | Breakage::MayBreak => "amber",
        Breakage::None => "green",
    }
}
