//! The blocks of a page: where its headings, tables and texts are. Nothing is understood yet.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag};

use super::blocks::{Block, BlockKind, Scanned};

/// The text of a page as Markdown: a lone carriage return ends a line, tabs may stand in a table's line of dashes, and a line that is
/// nothing but a component of MDX is empty. Every byte keeps its place.
pub(super) fn normalised(text: &str) -> Cow<'_, str> {
    let has_component = text.contains("\n<");
    if !has_component && !text.contains('\r') && !text.contains('\t') {
        return Cow::Borrowed(text);
    }
    let mut normal = String::with_capacity(text.len());
    for (at, character) in text.char_indices() {
        let lone = character == '\r' && !text.get(at + 1..).is_some_and(|rest| rest.starts_with('\n'));
        normal.push(if lone { '\n' } else { character });
    }
    if !has_component && !normal.contains('\t') {
        return Cow::Owned(normal);
    }
    Cow::Owned(normal.split_inclusive('\n').map(normal_line).collect())
}

fn normal_line(line: &str) -> Cow<'_, str> {
    let is_of_dashes = |it: char| matches!(it, '-' | ':' | '|' | ' ' | '\t' | '>');
    if line.contains('\t') && line.contains('-') && line.trim_end().chars().all(is_of_dashes) {
        return Cow::Owned(line.replace('\t', " "));
    }
    if !is_component(line.trim_end()) {
        return Cow::Borrowed(line);
    }
    let blank = |byte: u8| if matches!(byte, b'\r' | b'\n') { char::from(byte) } else { ' ' };
    Cow::Owned(line.bytes().map(blank).collect())
}

/// Whether a line is one tag of a component: `<Anchor id="x" />`, `</Note>`. Markdown takes it, and the lines up to the next blank one,
/// for HTML, and so does not see a heading there.
fn is_component(line: &str) -> bool {
    let Some(tag) = line.strip_prefix('<').and_then(|tag| tag.strip_suffix('>')) else { return false };
    let name = tag.strip_prefix('/').unwrap_or(tag);
    name.starts_with(|it: char| it.is_ascii_uppercase()) && !tag.contains(['<', '>'])
}

/// Finds the blocks of a text that is [normal](normalised).
pub(super) fn scan(text: &str) -> Scanned {
    scan_inline(&without_marks_in_rows(text))
}

/// A text in which lines that begin with a bar, as rows of tables do, have no emphasis, code, links and references. Where blocks are does not
/// depend on them there, and to find them takes longer than all else. Every byte keeps its place.
fn without_marks_in_rows(text: &str) -> Cow<'_, str> {
    if !text.contains('|') {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        if line.trim_ascii_start().starts_with('|') {
            push_without_marks(line, &mut plain);
        } else {
            plain.push_str(line);
        }
    }
    Cow::Owned(plain)
}

fn push_without_marks(line: &str, plain: &mut String) {
    let mut rest = line;
    // These bytes stay: `]]>` and `-->` may end a block of HTML, and `\|` does not end a cell.
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'*' | b'_' | b'`' | b'[' | b'&' | b'!'))
    {
        let (before, mark) = rest.split_at(at);
        plain.push_str(before);
        plain.push('x');
        rest = mark.get(1..).unwrap_or_default();
    }
    plain.push_str(rest);
}

/// Finds the blocks, and reads what is in them.
fn scan_inline(text: &str) -> Scanned {
    let options = Options::ENABLE_TABLES | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let parser = Parser::new_ext(text, options);
    let labels = parser.reference_definitions().iter().map(|(label, _)| label.to_lowercase()).collect();
    let mut scanned = Scanned { labels, ..Scanned::default() };
    let mut depth = 0usize;
    for (event, range) in parser.into_offset_iter() {
        match event {
            Event::Start(tag) => {
                let kind = match tag {
                    Tag::MetadataBlock(_) => {
                        scanned.front_matter = Some(range);
                        depth += 1;
                        continue;
                    }
                    Tag::Heading { level, .. } => Some(BlockKind::Heading(level as u8)),
                    // Also in a list or a quotation, which is no block of its own then.
                    Tag::Table(_) => {
                        leave_container(&mut scanned.blocks, &range);
                        scanned.push(BlockKind::Table, range.clone());
                        None
                    }
                    Tag::List(_) => Some(BlockKind::List),
                    Tag::CodeBlock(_) => Some(BlockKind::Code),
                    _ => Some(BlockKind::Text),
                };
                if let Some(kind) = kind.filter(|_| depth == 0) {
                    scanned.push(kind, range);
                }
                depth += 1;
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Html(_) if depth == 0 => scanned.push(BlockKind::Text, range),
            _ => {}
        }
    }
    scanned
}

/// Forgets the block that a table is in.
fn leave_container(blocks: &mut Vec<Block>, table: &Range<usize>) {
    if blocks.last().is_some_and(|last| last.kind != BlockKind::Table && last.range.end >= table.end) {
        blocks.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::super::plain;
    use super::*;

    #[test]
    fn every_byte_keeps_its_place() {
        for (text, expected) in [
            ("a\rb\r\nc", "a\nb\r\nc"),
            ("N\t|\tT\n---\t|\t---\na\t|\tb", "N\t|\tT\n--- | ---\na\t|\tb"),
            ("a\n<Anchor id=\"x\" />\n# b", "a\n                 \n# b"),
            ("a\n</Note>\r\n# b", "a\n       \r\n# b"),
            ("a\n<br>\n<A>b</A>", "a\n<br>\n<A>b</A>"),
            ("plain", "plain"),
        ] {
            assert_eq!(normalised(text), expected);
            assert_eq!(normalised(text).len(), text.len());
        }
    }

    #[test]
    fn marks_in_rows_do_not_move_blocks() {
        let pieces = [
            "| ",
            "|",
            "a",
            "*",
            "**b**",
            "_c_",
            "`d`",
            "`",
            "``",
            "[e](f)",
            "[",
            "]",
            "]: g",
            "[h]: i",
            "&amp;",
            "!",
            "\\",
            "\\|",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "<b>",
            "<script>",
            "</script>",
            "---",
            "|---|---|",
            "\n",
            "\n",
            "\n\n",
            "\n| ",
            "\n    ",
            "```",
            "~~~",
            "> ",
            "* ",
            "1. ",
            "# ",
            "===",
        ];
        for text in texts(&pieces, 60, 4_000) {
            assert_eq!(without_marks_in_rows(&text).len(), text.len());
            assert_eq!(scan(&text).blocks, scan_inline(&text).blocks, "{text:?}");
        }
    }

    /// So many texts that are made of fewer pieces than `longest`, as it happens.
    fn texts<T: AsRef<str>>(pieces: &[T], longest: usize, count: usize) -> impl Iterator<Item = String> {
        let mut number = 1_u64;
        let mut piece = move || {
            number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            pieces[(number >> 33) as usize % pieces.len()].as_ref()
        };
        (0..count).map(move |count| (0..count % longest).map(|_| piece()).collect())
    }

    /// A plain page is also normal.
    #[test]
    fn a_plain_page_has_the_blocks_that_a_parser_finds() {
        let heads = ["|a|b|", "| a | b", "|a\\|b|", "|a|b|c|", "|a|b|\t", "||"];
        let dashes =
            ["|---|---|", "| :-- | --: |  ", "|---|---", "|---|", "|---|:|", "|---||", "|\t-|-|", "|-|a|"];
        let often = [
            "# T",
            "## T #",
            "",
            "",
            "",
            "a",
            "_a 1.0_",
            "| **a** | `b|` |",
            "|a",
            "||",
            "| <b> | </x> |",
            "|a\\",
        ];
        let others = [
            "a | b",
            "a  ",
            "a\\",
            "a <!--",
            "`",
            "---",
            "===",
            "[a]: b",
            " a",
            "> a",
            "é",
            "a\rb",
            "<A />",
            "a\tb",
            "#",
            "#T",
            "####### T",
            "# ",
            "|",
            "| ",
            "|a|b|\t",
            " ",
            "1. a",
            "__",
            "_ a",
            "<!-- a",
        ];
        let tables = heads.iter().flat_map(|head| dashes.map(|dashes| format!("{head}\n{dashes}\n")));
        let lines = [often.as_slice(), &often, &often, &often, &others].concat();
        let pieces: Vec<String> = lines.iter().map(|line| format!("{line}\n")).chain(tables).collect();
        let mut plain = 0;
        for mut text in texts(&pieces, 9, 20_000) {
            // Also without an end of the last line.
            if text.len() % 3 == 0 {
                text.pop();
            }
            let Some(blocks) = plain::blocks(&text) else { continue };
            assert_eq!(normalised(&text), text);
            let parsed = scan_inline(&text);
            assert_eq!(blocks, parsed.blocks, "{text:?}");
            assert_eq!((parsed.front_matter, parsed.labels.len()), (None, 0), "{text:?}");
            plain += usize::from(blocks.iter().any(|block| block.kind == BlockKind::Table));
        }
        assert!(plain > 200, "{plain}");
    }

    #[test]
    fn blocks() {
        use BlockKind::*;
        let kinds = |text: &str| scan(text).blocks.iter().map(|block| block.kind).collect::<Vec<_>>();
        let table = "| a | b |\n|---|---|\n| c | d |\n";
        assert_eq!(
            kinds(&format!("# T\n\ntext\n\n{table}\n* x\n\n```\ny\n```\n")),
            [Heading(1), Text, Table, List, Code]
        );
        assert_eq!(kinds(&format!("> {}", table.replace('\n', "\n> "))), [Table]);
        assert_eq!(kinds(&format!("* x\n\n  {}", table.replace('\n', "\n  "))), [Table]);
        assert!(scan("[A b]: x.md\n").labels.contains("a b"));
    }
}
