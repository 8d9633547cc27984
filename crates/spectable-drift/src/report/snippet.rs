//! A message as a compiler prints it: what is wrong, the lines it is about, and notes.
//!
//! Problems of an input and findings of a comparison are both printed here, so they look the same. All text is made
//! safe for a terminal.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};
use spectable_build::parallel;

use super::printable;
use crate::place::Place;

/// A second thread is not worth it for fewer messages.
const FEW: usize = 64;

/// How much a message weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// `error`
    Error,
    /// `warning`
    Warning,
    /// `note`
    Note,
    /// `help`, below a message.
    Help,
}

/// A message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    weight: Weight,
    id: &'static str,
    title: String,
    marks: Vec<Mark>,
    notes: Vec<(Weight, String)>,
}

/// A line with a part of it underlined.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Mark {
    file: String,
    line: usize,
    column: usize,
    text: String,
    span: (usize, usize),
    kind: AnnotationKind,
    label: &'static str,
}

impl Message {
    /// A message with an identifier of its kind, such as `type-changed`.
    pub fn new(weight: Weight, id: &'static str, title: &str) -> Self {
        let title = printable::line(title).into_owned();
        Self { weight, id, title, marks: Vec::new(), notes: Vec::new() }
    }

    /// Shows the place that the message is about; the label may be empty.
    pub fn mark(&mut self, place: &Place, label: &'static str) {
        self.marks.push(Mark::new(place, AnnotationKind::Primary, label));
    }

    /// Shows another place that helps to understand the message.
    pub fn context(&mut self, place: &Place, label: &'static str) {
        self.marks.push(Mark::new(place, AnnotationKind::Context, label));
    }

    /// Adds a line below.
    pub fn note(&mut self, weight: Weight, text: &str) {
        self.notes.push((weight, printable::line(text).into_owned()));
    }

    fn group(&self) -> Group<'_> {
        let title = self.weight.level().primary_title(self.title.as_str()).id(self.id);
        let group = self.marks.iter().fold(Group::with_title(title), |group, it| group.element(it.snippet()));
        let note = |(weight, text): &'_ (Weight, String)| weight.level().message(text.clone());
        self.notes.iter().map(note).fold(group, Group::element)
    }
}

/// The messages, one below the other, with an empty line after each.
pub fn render(messages: &[Message], color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let [mut first, second] = if messages.len() < FEW {
        [render_by(&renderer, messages), String::new()]
    } else {
        let (first, second) = messages.split_at(messages.len() / 2);
        parallel::map_two([first, second], |half| render_by(&renderer, half))
    };
    first.push_str(&second);
    first
}

fn render_by(renderer: &Renderer, messages: &[Message]) -> String {
    let mut text = String::new();
    for message in messages {
        let mut rendered = renderer.render(&[message.group()]);
        message.marks.iter().for_each(|mark| mark.correct_column(&mut rendered));
        text.push_str(&rendered);
        text.push_str("\n\n");
    }
    text
}

impl Mark {
    /// The place with its text made safe, and its span moved accordingly.
    fn new(place: &Place, kind: AnnotationKind, label: &'static str) -> Self {
        let part = |from: usize, to: usize| printable::line(place.text.get(from..to).unwrap_or_default());
        let (start, end) = place.span;
        let (before, meant, after) = (part(0, start), part(start, end), part(end, place.text.len()));
        Self {
            file: printable::line(&place.file).into_owned(),
            line: place.line as usize,
            column: place.column as usize,
            text: format!("{before}{meant}{after}"),
            span: (before.len(), before.len() + meant.len()),
            kind,
            label,
        }
    }

    fn snippet(&self) -> Snippet<'_, Annotation<'_>> {
        let annotation = self.kind.span(self.span.0..self.span.1);
        let annotation = if self.label.is_empty() { annotation } else { annotation.label(self.label) };
        Snippet::source(self.text.as_str())
            .line_start(self.line)
            .path(self.file.as_str())
            .annotation(annotation)
    }

    /// Corrects the column in what was rendered: the renderer counts in the text that it is given, and that may be a
    /// part of the line, or have characters spelled out.
    fn correct_column(&self, rendered: &mut String) {
        let counted = self.text.get(..self.span.0).map_or(0, |before| before.chars().count()) + 1;
        if counted == self.column {
            return;
        }
        let position = |column| format!("{}:{}:{column}", self.file, self.line);
        // The first line is the title, which may hold anything.
        let below = rendered.find('\n').unwrap_or_default();
        let wrong = position(counted);
        let mut found = rendered.match_indices(&wrong).map(|(at, _)| at..at + wrong.len());
        let is_whole = |at: &Range<usize>| {
            let rest = rendered.get(at.end..).unwrap_or_default();
            at.start > below && !rest.starts_with(|char: char| char.is_ascii_digit())
        };
        if let Some(at) = found.find(is_whole) {
            rendered.replace_range(at, &position(self.column));
        }
    }
}

impl Weight {
    fn level(self) -> Level<'static> {
        match self {
            Self::Error => Level::ERROR,
            Self::Warning => Level::WARNING,
            Self::Note => Level::NOTE,
            Self::Help => Level::HELP,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str, span: (usize, usize)) -> Place {
        Place { file: "A.md".into(), line: 7, column: 1, text: text.into(), span }
    }

    #[test]
    fn a_message_points_into_its_lines() {
        let mut message = Message::new(Weight::Error, "rule", "it is wrong");
        message.context(&place("was here", (0, 3)), "was");
        message.mark(&place("is here", (0, 2)), "is");
        message.note(Weight::Help, "fix it");
        insta::assert_snapshot!(render(&[message], false));
    }

    #[test]
    fn no_text_reaches_the_terminal_as_it_came() {
        let hostile = "\u{1b}[2Ja\u{202e}b\nc";
        let mut message = Message::new(Weight::Warning, "rule", hostile);
        message.mark(&Place { file: hostile.into(), ..place(hostile, (0, hostile.len())) }, "");
        message.note(Weight::Note, hostile);
        let shown = render(&[message], false);
        assert!(
            !shown.contains(|char| char != '\n' && spectable_build::invisible::is_unprintable(char)),
            "{shown:?}"
        );
        assert_eq!(shown.matches(r"\u{1b}[2Ja\u{202e}b\u{a}c").count(), 4, "{shown}");
    }

    #[test]
    fn the_column_is_that_of_the_whole_line() {
        for (text, span, column) in [("part of a line", (5, 7), 9001), ("\u{202e}here", (3, 7), 2)] {
            let mut message = Message::new(Weight::Note, "rule", "m");
            message.mark(&Place { column, ..place(text, span) }, "");
            let shown = render(&[message], false);
            assert!(shown.contains(&format!("--> A.md:7:{column}\n")), "{shown}");
            assert!(!shown.contains(":::"), "{shown}");
        }
    }

    /// A span that is not within its text, or not between characters, must not make the renderer panic.
    #[test]
    fn any_span_can_be_shown() {
        for span in [(0, 0), (0, 99), (1, 2), (3, 1), (99, 100)] {
            let mut message = Message::new(Weight::Note, "rule", "m");
            message.mark(&place("äö", span), "");
            assert!(render(&[message], true).contains("A.md"), "{span:?}");
        }
    }
}
