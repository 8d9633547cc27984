//! The cells of a line of a table.

use super::text::trimmed;

/// The cells of a line, trimmed: the text between bars that no backslash escapes.
pub(super) fn cells(line: &str) -> Vec<&str> {
    let line = inner(line);
    // Of the usual table.
    let mut cells = Vec::with_capacity(4);
    let mut start = 0;
    for (at, byte) in line.bytes().enumerate() {
        if byte == b'|' && !is_escaped(line, at) {
            cells.push(trimmed(line.get(start..at).unwrap_or_default()));
            start = at + 1;
        }
    }
    cells.push(trimmed(line.get(start..).unwrap_or_default()));
    cells
}

/// A line without the marks of a quotation before it, and without its outer bars.
fn inner(line: &str) -> &str {
    let line = line.trim_start_matches(|it: char| it == '>' || it.is_whitespace()).trim_end();
    let line = line.strip_prefix('|').unwrap_or(line);
    if ends_in_bar(line) { line.get(..line.len() - 1).unwrap_or(line) } else { line }
}

fn ends_in_bar(line: &str) -> bool {
    line.ends_with('|') && !is_escaped(line, line.len() - 1)
}

fn is_escaped(line: &str, at: usize) -> bool {
    let backslashes =
        line.get(..at).map_or(0, |before| before.bytes().rev().take_while(|&byte| byte == b'\\').count());
    backslashes % 2 == 1
}

/// The cells of a line under a header of so many columns. A line with fewer has empty ones at its end. In a line with more, raw
/// bars stand in the cells: those within brackets or code marks are text, and so are all others in the column `free`.
///
/// Second: how many cells the line itself has.
pub(super) fn fitted(line: &str, columns: usize, free: usize) -> (Vec<&str>, usize) {
    let mut cells = cells(line);
    let count = cells.len();
    let mut surplus = cells.len().saturating_sub(columns);
    // The last cell may begin within a mark: `[default to '|']`.
    while surplus > 0 && cells.last().is_some_and(|last| closes_more(last)) {
        join(line, &mut cells, columns + surplus - 2);
        surplus -= 1;
    }
    // A cell before the free one may end within brackets, as a type does.
    for at in 0..free.min(columns) {
        while surplus > 0 && cells.get(at).is_some_and(|cell| opens_more(cell)) {
            join(line, &mut cells, at);
            surplus -= 1;
        }
    }
    for _ in 0..surplus {
        join(line, &mut cells, free);
    }
    cells.resize(columns.max(cells.len()), "");
    (cells, count)
}

/// Joins a cell with the one after it, with the bar between them.
fn join<'l>(line: &'l str, cells: &mut Vec<&'l str>, at: usize) {
    let (Some(one), Some(next)) = (cells.get(at), cells.get(at + 1)) else { return };
    let place = |part: &str| (part.as_ptr() as usize).saturating_sub(line.as_ptr() as usize);
    let joined = line.get(place(one)..place(next) + next.len()).unwrap_or_default();
    cells.remove(at + 1);
    if let Some(cell) = cells.get_mut(at) {
        *cell = joined.trim();
    }
}

/// Whether a bracket closes that does not open in the text.
fn closes_more(text: &str) -> bool {
    let mut depth = 0i32;
    for byte in text.bytes() {
        match byte {
            b'[' | b'(' => depth += 1,
            b']' | b')' => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return true;
        }
    }
    false
}

/// Whether a bracket, code mark or `**` opens that does not close in the text.
fn opens_more(text: &str) -> bool {
    let count = |byte: u8| text.bytes().filter(|&it| it == byte).count();
    count(b'[') > count(b']')
        || count(b'(') > count(b')')
        || count(b'<') > count(b'>')
        || count(b'{') > count(b'}')
        || count(b'`') % 2 == 1
        || text.matches("**").count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_of_a_line() {
        let cases: [(&str, &[&str]); 8] = [
            ("| a | b |", &["a", "b"]),
            ("a | b", &["a", "b"]),
            ("**a** | b | ", &["**a**", "b"]),
            ("| a | |", &["a", ""]),
            (r"| a \| b | c |", &[r"a \| b", "c"]),
            (r"| a \\| b |", &[r"a \\", "b"]),
            ("> | a | b |", &["a", "b"]),
            ("\ta\t|\tb\t", &["a", "b"]),
        ];
        for (line, expected) in cases {
            assert_eq!(cells(line), expected, "{line}");
        }
    }

    #[test]
    fn cells_under_a_header() {
        let cases: [(&str, usize, usize, &[&str]); 8] = [
            ("| a | str |", 4, 2, &["a", "str", "", ""]),
            ("| a | str | x | y | [optional] |", 4, 2, &["a", "str", "x | y", "[optional]"]),
            (
                "| a | str | x | [optional] [default to '|'] |",
                4,
                2,
                &["a", "str", "x", "[optional] [default to '|']"],
            ),
            ("| a | Map<A | B> | x | |", 4, 2, &["a", "Map<A | B>", "x", ""]),
            ("| a | `x | y` | d |", 3, 2, &["a", "`x | y`", "d"]),
            ("a | string | number", 2, 1, &["a", "string | number"]),
            ("| a | b |", 2, 1, &["a", "b"]),
            ("| a | x | y | z |", 2, 0, &["a | x | y", "z"]),
        ];
        for (line, columns, free, expected) in cases {
            assert_eq!(fitted(line, columns, free).0, expected, "{line}");
        }
    }
}
