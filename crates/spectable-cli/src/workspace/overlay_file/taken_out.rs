//! What was taken out of an overlay, by the lines of the file as it was found.

use std::ops::Range;

/// An entry that was taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenOut {
    /// The line of the file at which it began.
    pub line: usize,
    /// Its first line, such as `[[enum]]`.
    pub head: String,
    /// Why: the message of the problem with it.
    pub why: String,
}

/// All that was taken out of a file, in one round or several. Lines are those of the file before the first round.
#[derive(Debug, Default)]
pub struct AllTakenOut {
    entries: Vec<TakenOut>,
    /// For each line of the text that is left, the line of the file; `None` before the first round.
    lines: Option<Vec<usize>>,
}

impl AllTakenOut {
    /// The entries, in the order of the file.
    pub fn entries(&self) -> &[TakenOut] {
        &self.entries
    }

    /// Notes a round: what is cut out of the text that was left, in the order of the starts, and the entries that go with it, by the lines
    /// of that text.
    pub(super) fn note<'a>(
        &mut self,
        text: &str,
        cut: impl IntoIterator<Item = &'a Range<usize>>,
        entries: impl IntoIterator<Item = TakenOut>,
    ) {
        let entries = entries.into_iter().map(|it| TakenOut { line: self.line(it.line), ..it });
        let entries: Vec<TakenOut> = entries.collect();
        self.entries.extend(entries);
        self.entries.sort_by_key(|it| it.line);
        self.lines = Some(lines_left(text, cut).into_iter().map(|line| self.line(line)).collect());
    }

    /// The line of the file for a line of the text that is left.
    fn line(&self, line: usize) -> usize {
        let known = self.lines.as_ref().and_then(|lines| lines.get(line.checked_sub(1)?));
        known.copied().unwrap_or(line)
    }
}

/// For each line of what is left of a text, the line of the text in which it begins.
fn lines_left<'a>(text: &str, cut: impl IntoIterator<Item = &'a Range<usize>>) -> Vec<usize> {
    let mut cut = cut.into_iter().peekable();
    let (mut gone_until, mut line, mut begins) = (0, 1, true);
    let mut lines = Vec::new();
    for (at, char) in text.char_indices() {
        while let Some(range) = cut.next_if(|range| range.start <= at) {
            gone_until = range.end.max(gone_until);
        }
        if at >= gone_until {
            if begins {
                lines.push(line);
            }
            begins = char == '\n';
        }
        line += usize::from(char == '\n');
    }
    lines
}
