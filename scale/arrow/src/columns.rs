//! Which columns a model has: the Arrow schema from its description.

mod fields;
mod paths;

use std::fmt;
use std::sync::Arc;

use arrow_schema::{Schema, SchemaRef, TimeUnit};
use spectable::{Model, Table};

use self::fields::Builder;
use self::paths::Paths;
use crate::described::Described;

/// The columns of a model: all of it, or what is chosen.
///
/// ```
/// use spectable_arrow::Columns;
///
/// spectable::model! {
///     pub struct Call = "Call" {
///         id with_id: String = "id",
///         start_time with_start_time: spectable::types::OffsetDateTime = "startTime",
///         parties with_parties: Vec<Party> = "parties",
///     }
///     pub struct Party = "Party" {
///         name with_name: String = "name",
///         purpose with_purpose: String = "purpose",
///     }
/// }
/// let schema = Columns::new().only(["startTime", "parties.purpose"]).offsets(["startTime"]).of::<Call>()?;
/// let names: Vec<_> = schema.fields().iter().map(|field| field.name().as_str()).collect();
/// assert_eq!(names, ["startTime", "startTime_offset", "parties"]);
/// # Ok::<(), spectable_arrow::ColumnsError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Columns {
    depth: usize,
    recursion: usize,
    only: Option<Vec<String>>,
    offsets: Vec<String>,
    extra: Option<bool>,
    dictionaries: bool,
    unit: TimeUnit,
    limit: usize,
}

/// Why a model has no such columns: a path given to [`Columns`] leads to none, or there are too many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnsError {
    message: String,
    is_too_wide: bool,
}

impl fmt::Display for ColumnsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ColumnsError {}

impl ColumnsError {
    fn new(message: String) -> Self {
        Self { message, is_too_wide: false }
    }

    /// Whether there are more columns than the [`limit`](Columns::limit), rather than that something is not there.
    pub fn is_too_wide(&self) -> bool {
        self.is_too_wide
    }
}

impl Default for Columns {
    fn default() -> Self {
        Self::new()
    }
}

impl Columns {
    /// How many levels of models have columns of their own, unless [`depth`](Self::depth) says otherwise.
    pub const DEPTH: usize = 6;

    /// How many columns a model may have, with those in its structs, unless [`limit`](Self::limit) says otherwise.
    pub const LIMIT: usize = 10_000;

    /// Everything that a model holds.
    #[must_use]
    pub fn new() -> Self {
        Self {
            depth: Self::DEPTH,
            recursion: 0,
            only: None,
            offsets: Vec::new(),
            extra: None,
            dictionaries: true,
            unit: TimeUnit::Microsecond,
            limit: Self::LIMIT,
        }
    }

    /// How many levels of models within models have columns of their own; the document is the first one. What is deeper is JSON text.
    #[must_use]
    pub fn depth(mut self, levels: usize) -> Self {
        self.depth = levels.max(1);
        self
    }

    /// How often a model may occur within itself, before it is JSON text. Without this it is so at its second occurrence.
    #[must_use]
    pub fn recursion(mut self, times: usize) -> Self {
        self.recursion = times;
        self
    }

    /// Only these columns, each with all that is in it. A path is a chain of wire names with points in between: `participants.purpose`. Lists
    /// and maps add no step to it. `_extra` names what an object has besides its columns.
    ///
    /// What is not chosen is lost, with the unknown keys and nulls of each model of which less than all is chosen, and the offsets of its date-times.
    #[must_use]
    pub fn only<S: Into<String>>(mut self, paths: impl IntoIterator<Item = S>) -> Self {
        self.only.get_or_insert_default().extend(paths.into_iter().map(Into::into));
        self
    }

    /// A column with the offset from UTC for each of these date-times, in seconds: `startTime_offset` beside `startTime`. The paths are those of
    /// [`only`](Self::only), and a column that is not chosen there is none.
    #[must_use]
    pub fn offsets<S: Into<String>>(mut self, paths: impl IntoIterator<Item = S>) -> Self {
        self.offsets.extend(paths.into_iter().map(Into::into));
        self
    }

    /// Whether each model has a column `_extra` for what its other columns do not hold. Without this it has one if all of the model is chosen.
    /// Without such a column unknown keys, nulls, and what a column cannot hold exactly are lost.
    #[must_use]
    pub fn extra(mut self, extra: bool) -> Self {
        self.extra = Some(extra);
        self
    }

    /// Whether the texts of enums are dictionaries, as they are without this, or plain texts.
    #[must_use]
    pub fn dictionaries(mut self, dictionaries: bool) -> Self {
        self.dictionaries = dictionaries;
        self
    }

    /// The unit of date-times; microseconds without this. Nanoseconds hold the years 1678 to 2261 only.
    #[must_use]
    pub fn unit(mut self, unit: TimeUnit) -> Self {
        self.unit = unit;
        self
    }

    /// How many columns there may be, with those in structs, and without `_extra` and those of offsets. Models that hold one another have more with each level, and a small document may describe
    /// more of them than fit the memory.
    #[must_use]
    pub fn limit(mut self, columns: usize) -> Self {
        self.limit = columns;
        self
    }

    /// The columns of a model.
    ///
    /// # Errors
    /// If a path leads to no column, or there are more than the [`limit`](Self::limit).
    pub fn of<M: Model>(&self) -> Result<SchemaRef, ColumnsError> {
        self.of_table(M::table())
    }

    /// The columns of the model of a table.
    ///
    /// # Errors
    /// Those of [`of`](Self::of).
    pub fn of_table(&self, table: Table) -> Result<SchemaRef, ColumnsError> {
        self.of_described(&table)
    }

    /// The columns of a model of a schema, by its documented or Rust name; with its documentation.
    ///
    /// # Errors
    /// Those of [`of`](Self::of), and if the schema has no such model.
    #[cfg(feature = "schema")]
    pub fn of_schema(
        &self,
        schema: &spectable_build::schema::Schema,
        name: &str,
    ) -> Result<SchemaRef, ColumnsError> {
        let Some(model) = schema.model_named(name) else {
            let known = schema.models.keys().map(String::as_str);
            let hint = spectable_build::closest::closest(name, known);
            let hint = hint.map(|hint| format!("; `{hint}` is similar")).unwrap_or_default();
            return Err(ColumnsError::new(format!("the schema has no model `{name}`{hint}")));
        };
        self.of_described(&crate::documented::Documented { schema, model })
    }

    fn of_described<D: Described>(&self, model: &D) -> Result<SchemaRef, ColumnsError> {
        let mut only = self.only.as_ref().map(|paths| Paths::new(paths));
        let mut offsets = Paths::new(&self.offsets);
        let mut builder =
            Builder { columns: self, on_path: Vec::new(), left: self.limit, is_too_wide: false };
        let (fields, metadata) = builder.root(model, only.as_mut(), &mut offsets);
        if builder.is_too_wide {
            let message = format!(
                "{} has more than {} columns: choose fewer levels of models with `depth`, or the properties that are needed with `only`",
                model.name(),
                self.limit
            );
            return Err(ColumnsError { message, is_too_wide: true });
        }
        let unused = only.as_ref().and_then(Paths::first_unused).map(|path| ("only", path));
        if let Some((what, path)) = unused.or_else(|| offsets.first_unused().map(|path| ("offsets", path))) {
            return Err(ColumnsError::new(format!(
                "{what}: `{path}` is no column of {}: name a property by its wire names, such as `participants.purpose`, and nothing within \
                 JSON text; of `offsets`, a chosen date-time that is a property, and no list or map of them",
                model.name()
            )));
        }
        Ok(Arc::new(Schema::new_with_metadata(fields, metadata)))
    }
}

/// Every column of a model: what [`Columns::new`] makes of it, without a limit, since the model is part of the program.
///
/// ```
/// spectable::model! {
///     pub struct Call = "Call" {
///         id with_id: String = "id",
///         seconds with_seconds: i64 = "seconds",
///     }
/// }
/// let schema = spectable_arrow::arrow_schema::<Call>();
/// assert_eq!(schema.fields().len(), 3); // the third one is `_extra`
/// ```
#[must_use]
pub fn arrow_schema<M: Model>() -> SchemaRef {
    // Without paths there is none that leads nowhere.
    Columns::new().limit(usize::MAX).of::<M>().unwrap_or_else(|_| Arc::new(Schema::empty()))
}
