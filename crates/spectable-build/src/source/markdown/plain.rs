//! The blocks of a plain page. A page is plain if the first characters of each line say whether the line belongs to a heading, a paragraph
//! or a table. Generators write such pages, and finding their blocks this way takes a tenth of the time that a parser of Markdown takes.

use super::blocks::{Block, BlockKind};

/// Longer texts and wider tables are left to the parser, which leaves a table where too many cells of it are missing.
const LONGEST: usize = 1 << 16;
const WIDEST: usize = 8;

/// What the line before was of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Nothing,
    Paragraph,
    /// The first line of a table of so many columns; its line of dashes must follow.
    Head(usize),
    Table,
}

/// The blocks of a text, which is normal then; `None` where any line is not plain, which a parser has to look at.
pub(super) fn blocks(text: &str) -> Option<Vec<Block>> {
    // A few bytes at a time, since hardly any is one.
    let has_control =
        |bytes: &[u8]| bytes.iter().fold(false, |has, byte| has | (*byte < b' ' && *byte != b'\n'));
    if text.len() > LONGEST || text.as_bytes().chunks(64).any(has_control) {
        return None;
    }
    let mut blocks: Vec<Block> = Vec::with_capacity(8);
    let mut within = Within::Nothing;
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        let start = end;
        end += line.len();
        let line = line.strip_suffix('\n').unwrap_or(line);
        let (begins, now) = match (within, Line::of(line)?) {
            (Within::Head(columns), Line::Row) if columns_of_dashes(line) == Some(columns) => {
                (None, Within::Table)
            }
            (Within::Head(_), _) | (Within::Paragraph, Line::Row) | (Within::Table, Line::Text) => {
                return None;
            }
            (_, Line::Blank) => {
                within = Within::Nothing;
                continue;
            }
            (_, Line::Heading(level)) => (Some(BlockKind::Heading(level)), Within::Nothing),
            (Within::Nothing, Line::Text) => (Some(BlockKind::Text), Within::Paragraph),
            (Within::Nothing, Line::Row) => (Some(BlockKind::Table), Within::Head(columns_of_head(line)?)),
            (Within::Paragraph, Line::Text) | (Within::Table, Line::Row) => (None, within),
        };
        within = now;
        match begins {
            Some(kind) => blocks.push(Block { kind, range: start..end }),
            None => blocks.last_mut()?.range.end = end,
        }
    }
    (!matches!(within, Within::Head(_))).then_some(blocks)
}

/// A line by its first characters.
enum Line {
    Blank,
    Heading(u8),
    /// Of a table.
    Row,
    /// Of a paragraph: it begins with a letter, perhaps behind the mark of emphasis.
    Text,
}

impl Line {
    fn of(line: &str) -> Option<Self> {
        match line.as_bytes() {
            [] => Some(Self::Blank),
            [b'|', rest @ ..] if rest.iter().any(|byte| *byte > b' ') => Some(Self::Row),
            [b'#', rest @ ..] => {
                let more = rest.iter().take_while(|byte| **byte == b'#').count();
                let [b' ', first, ..] = rest.get(more..)? else { return None };
                let level = u8::try_from(more + 1).ok().filter(|level| *level <= 6)?;
                (*first > b' ' && *first != b'#').then_some(Self::Heading(level))
            }
            [b'_', first, ..] | [first, ..] if first.is_ascii_alphabetic() => Some(Self::Text),
            _ => None,
        }
    }
}

/// How many columns the first line of a table has; `None` where bars may be escaped.
fn columns_of_head(line: &str) -> Option<usize> {
    if line.contains('\\') {
        return None;
    }
    let columns = without_outer_bars(line)?.bytes().filter(|byte| *byte == b'|').count() + 1;
    (columns <= WIDEST).then_some(columns)
}

/// How many columns a line of dashes has; `None` where it is none.
fn columns_of_dashes(line: &str) -> Option<usize> {
    let (mut columns, mut has_dash) = (1, false);
    for byte in without_outer_bars(line)?.bytes() {
        match byte {
            b'-' => has_dash = true,
            b':' | b' ' => {}
            b'|' if has_dash => (columns, has_dash) = (columns + 1, false),
            _ => return None,
        }
    }
    has_dash.then_some(columns)
}

fn without_outer_bars(line: &str) -> Option<&str> {
    let inner = line.strip_prefix('|')?.trim_end_matches(' ');
    Some(inner.strip_suffix('|').unwrap_or(inner))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_plain() {
        let table = "|a|b|\n|---|---|\n|c|d|\n";
        let text = format!("# T\n## U\n{table}\na\nb\n");
        let found: Vec<_> =
            blocks(&text).unwrap().into_iter().map(|block| (block.kind, &text[block.range])).collect();
        let expected = [
            (BlockKind::Heading(1), "# T\n"),
            (BlockKind::Heading(2), "## U\n"),
            (BlockKind::Table, table),
            (BlockKind::Text, "a\nb\n"),
        ];
        assert_eq!(found, expected);
        assert_eq!(blocks(""), Some(Vec::new()));
    }

    #[test]
    fn what_is_not_plain() {
        let table = "|a|b|\n|---|---|\n|c|d|\n";
        for text in [
            format!("{table}a\n"),
            format!("a\n{table}"),
            "|a|b|\n|---|\n".to_owned(),
            "|a|b|".to_owned(),
            "* a\n".to_owned(),
            "a\tb\n".to_owned(),
            "|a".repeat(WIDEST + 1) + "\n" + &"|-".repeat(WIDEST + 1) + "\n",
            "a\n".repeat(LONGEST),
        ] {
            assert_eq!(blocks(&text), None, "{text}");
        }
    }
}
