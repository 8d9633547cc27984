//! The arguments that say what documents are: shared by the commands.

use clap::ValueEnum;
use datafusion::arrow::datatypes::SchemaRef;

use crate::{
    batches::WrongValues,
    documented::{Models, Wanted},
    failure::Failure,
};

/// What the documents are.
#[derive(Debug, Clone, clap::Args)]
pub struct TableArgs {
    /// The model of the documents, by its documented name or its Rust name
    #[arg(long, value_name = "MODEL")]
    pub model: Option<String>,

    /// Where it is documented: a folder of pages, a lock, an OpenAPI document or an archive. If given again, another release: the columns
    /// are those of all of them
    #[arg(long, value_name = "SOURCE")]
    pub schema: Vec<String>,

    /// Only these properties, with commas; a dot leads into a model: id,participants.purpose
    #[arg(long, value_name = "PROPERTIES", value_delimiter = ',')]
    pub only: Vec<String>,

    /// The timestamps that have a column with their offset from UTC, with commas
    #[arg(long, value_name = "PROPERTIES", value_delimiter = ',')]
    pub offsets: Vec<String>,

    /// How many levels of models within models have columns of their own; what is deeper is JSON text
    #[arg(long, value_name = "LEVELS")]
    pub depth: Option<usize>,

    /// What becomes of values that contradict the documentation
    #[arg(long, value_name = "WHAT", value_enum, default_value_t = WrongArg::Refuse)]
    pub wrong: WrongArg,
}

/// What becomes of values that contradict the documentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum WrongArg {
    /// The first one is an error, with its line and column
    Refuse,
    /// The column is null, and the value is in the column `_extra` beside it
    Keep,
}

impl TableArgs {
    /// What they ask for; `None` where no model is named.
    ///
    /// # Errors
    /// If there is a schema and no model.
    pub fn wanted(&self) -> Result<Option<Wanted>, Failure> {
        let Some(model) = &self.model else {
            if self.schema.is_empty() {
                return Ok(None);
            }
            let message = "`--schema` is given, and no model of it";
            return Err(Failure::bad_input(message, "say with `--model` what the documents are"));
        };
        Ok(Some(Wanted {
            model: model.clone(),
            schemas: self.schema.clone(),
            depth: self.depth,
            only: self.only.clone(),
            offsets: self.offsets.clone(),
            wrong: self.wrong_values(),
        }))
    }

    /// What becomes of values that contradict the documentation.
    pub fn wrong_values(&self) -> WrongValues {
        match self.wrong {
            WrongArg::Refuse => WrongValues::Refuse,
            WrongArg::Keep => WrongValues::Keep,
        }
    }

    /// The columns that they ask for.
    ///
    /// # Errors
    /// If no model is named, or the documentation cannot be used.
    pub fn columns(&self, models: &Models) -> Result<SchemaRef, Failure> {
        let Some(wanted) = self.wanted()? else {
            let remedy = "give `--model MODEL --schema SOURCE`: the model's documented name, and where the documentation is";
            return Err(Failure::bad_input("nothing says what the documents are", remedy));
        };
        models.columns(&wanted)
    }
}
