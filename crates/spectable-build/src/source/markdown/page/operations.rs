//! A page that describes operations: what each sends and receives.
//!
//! Such a page does not document a model, but it says where models travel: the types in its tables of parameters are sent, those below
//! `Return type` are received.

use super::PageReader;
use crate::dialect::Column;
use crate::documented::{Direction, Use};
use crate::source::markdown::blocks::BlockKind;
use crate::source::markdown::row::Header;
use crate::source::markdown::{page_text, text};

impl PageReader<'_> {
    /// The page lists methods with their HTTP requests, and that before it documents anything else.
    pub(super) fn describes_operations(&self) -> bool {
        let tables = self.scanned.blocks.iter().filter(|block| block.kind == BlockKind::Table);
        let is_operations =
            |cell: String| matches!(cell.to_lowercase().as_str(), "http request" | "http method");
        for block in tables {
            if Header::of_properties(self.columns(&block.range)).is_some() {
                return false;
            }
            if page_text::header(self.page.header_line(&block.range)).any(is_operations) {
                return true;
            }
        }
        false
    }

    /// What the operations of the page send and receive, each once.
    pub(super) fn uses(&self) -> Vec<Use> {
        let mut uses = Vec::new();
        let mut direction = None;
        for block in &self.scanned.blocks {
            match (block.kind, direction) {
                (BlockKind::Heading(_), _) => direction = direction_below(self.page.heading(block)),
                (BlockKind::Table, Some(Direction::Request)) => {
                    let columns = self.columns(&block.range);
                    let Some(header) = Header::of_properties(columns) else { continue };
                    for line in self.page.lines(&block.range) {
                        uses.extend(self.named_in(header.cells(line).get(Column::Type), Direction::Request));
                    }
                }
                (BlockKind::Text | BlockKind::List, Some(Direction::Response)) => {
                    uses.extend(self.named_in(self.page.slice(&block.range), Direction::Response));
                }
                _ => {}
            }
        }
        uses.sort_unstable();
        uses.dedup();
        uses
    }

    /// The models that a text names.
    fn named_in(&self, text: &str, direction: Direction) -> impl Iterator<Item = Use> + use<'_> {
        let is_part = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '.' | '-');
        let text = text::decode(text);
        let words: Vec<String> = text
            .split(|letter: char| !is_part(letter))
            .flat_map(|word| [word, word.trim_matches('.'), word.rsplit('.').next().unwrap_or(word)])
            .filter(|word| self.reading.models.contains(*word))
            .map(str::to_owned)
            .collect();
        words.into_iter().map(move |name| Use { name, direction })
    }
}

/// What is told below a heading.
fn direction_below(heading: &str) -> Option<Direction> {
    let heading = heading.to_lowercase();
    if heading.contains("parameter") || heading.contains("request body") {
        Some(Direction::Request)
    } else if heading.starts_with("return") || heading.starts_with("response") {
        Some(Direction::Response)
    } else {
        None
    }
}
