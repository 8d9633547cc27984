//! What is asked of a conversion, and what it did.

use std::path::PathBuf;

use arrow::datatypes::SchemaRef;

use super::{Target, inputs::Input};
use crate::{batches::WrongValues, failure::Status};

/// What is converted, and to what.
#[derive(Debug, Clone)]
pub struct Conversion {
    /// The files, in their order.
    pub inputs: Vec<Input>,
    /// The columns of documents; `None` where the inputs have columns.
    pub columns: Option<SchemaRef>,
    /// What is made.
    pub target: Target,
    /// What becomes of values that contradict the documentation.
    pub wrong: WrongValues,
    /// Where documents that have such values go instead.
    pub set_aside: Option<PathBuf>,
    /// How many documents a part and a row group have.
    pub rows: usize,
    /// Where it stops as if the process had been ended there; `None` to convert all. What is left is what a test begins with.
    pub stop: Option<Step>,
}

/// A step of a conversion after which it can be cut off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// So many parts are on the disk.
    Parts(usize),
    /// The parts are joined, and the journal says so.
    Joined,
    /// The documents that were set aside are where they were asked for.
    MovedAside,
    /// The output has its name.
    Named,
}

/// What a conversion did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Report {
    /// How many documents are in the output.
    pub documents: u64,
    /// How many of them were there when the conversion went on.
    pub resumed: u64,
    /// How many values were kept that contradict the documentation.
    pub kept: u64,
    /// How many documents were set aside.
    pub set_aside: u64,
}

impl Report {
    /// How a command ends that did this.
    pub fn status(self) -> Status {
        if self.kept + self.set_aside > 0 { Status::Findings } else { Status::Fine }
    }
}
