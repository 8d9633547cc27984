//! What a page is made of: its blocks, as byte ranges. Nothing is understood yet.

use std::collections::HashSet;
use std::ops::Range;

/// What a page holds, as byte ranges.
#[derive(Debug, Default)]
pub(super) struct Scanned {
    /// The front matter.
    pub(super) front_matter: Option<Range<usize>>,
    /// In the order of the page.
    pub(super) blocks: Vec<Block>,
    /// The labels of links that are defined elsewhere on the page, in lower case.
    pub(super) labels: HashSet<String>,
}

/// A block of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) kind: BlockKind,
    pub(super) range: Range<usize>,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BlockKind {
    /// A heading of a level from 1.
    Heading(u8),
    Table,
    List,
    Code,
    /// A paragraph, a quotation, HTML and the like.
    Text,
}

impl Scanned {
    pub(super) fn push(&mut self, kind: BlockKind, range: Range<usize>) {
        self.blocks.push(Block { kind, range });
    }

    /// The headings.
    pub(super) fn headings(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Heading(_)))
    }
}
