//! A conversion from its beginning, or from where it was cut off, to its output.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
    sync::Arc,
};

use arrow::{
    array::RecordBatch,
    datatypes::{DataType, Fields, Schema, SchemaRef},
};
use spectable_arrow::Encoder;

use super::{
    Target,
    inputs::Input,
    join,
    journal::{Done, Journal},
    part::{How, Part},
    progress::Progress,
    read::{Documents, Position, Wrong},
    set_aside::SetAside,
    work::{self, Work},
};
use crate::{
    batches::WrongValues,
    ending::Content,
    failure::{Failure, Status},
};

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

impl Conversion {
    /// Converts to a file, or goes on with it.
    ///
    /// # Errors
    /// If the file exists and may not be replaced, an input cannot be read or is wrong, or the output cannot be written. What is wrong with a
    /// document ends the conversion for good; after any other error the same conversion goes on after the last part.
    pub fn to_file(
        &self,
        out: &Path,
        force: bool,
        restart: bool,
        progress: &Progress,
    ) -> Result<Report, Failure> {
        for target in [Some(out), self.set_aside.as_deref()].into_iter().flatten() {
            if target.exists() && !force {
                let message = format!("`{}` exists", target.display());
                return Err(Failure::bad_input(message, "give another name, or replace it with `--force`"));
            }
        }
        // What comes from a pipe cannot be read again from its middle.
        let is_stream = self.inputs.iter().any(|it| it.path.is_none());
        let work = Work::begin(out, restart || is_stream)?;
        match self.in_folder(&work, out, progress) {
            Ok(report) => {
                work.end();
                Ok(report)
            }
            // The same inputs are wrong the next time, too.
            Err(failure) if failure.status() == Status::BadInput && !work.path("journal").exists() => {
                work.end();
                Err(failure)
            }
            Err(failure) => Err(failure),
        }
    }

    fn in_folder(&self, work: &Work, out: &Path, progress: &Progress) -> Result<Report, Failure> {
        let journal = Journal::open(&work.path("journal"), &self.described(out)?)?;
        let converted = self.parts(work, out, journal, progress);
        if converted.as_ref().is_err_and(|failure| failure.status() == Status::BadInput) {
            work.clear()?;
        }
        let (journal, resumed) = converted?;
        let parts: Vec<PathBuf> = (0..journal.parts.len()).map(|number| work.part(number)).collect();
        progress.say("joining the parts");
        let whole = match parts.as_slice() {
            [one] => one.clone(),
            parts => {
                let whole = work.path("whole");
                join::join(parts, self.target, &whole)?;
                whole
            }
        };
        if let Some(to) = &self.set_aside {
            move_aside(&work.path("set-aside"), to)?;
        }
        work::rename(&whole, out)?;
        let last = journal.parts.last();
        Ok(Report {
            documents: journal.parts.iter().map(|it| it.documents).sum(),
            resumed,
            kept: last.map_or(0, |it| it.wrong),
            set_aside: last.map_or(0, |it| it.set_aside.1),
        })
    }

    /// Writes the parts that are not there yet. Says how many documents were there.
    fn parts(
        &self,
        work: &Work,
        out: &Path,
        mut journal: Journal,
        progress: &Progress,
    ) -> Result<(Journal, u64), Failure> {
        let resumed = journal.parts.iter().map(|it| it.documents).sum();
        let last = journal.parts.last().cloned();
        let position = last.as_ref().map_or_else(Position::default, |it| it.position);
        let (aside_length, kept_before) = last.map_or(((0, 0), 0), |it| (it.set_aside, it.wrong));
        let aside = match &self.set_aside {
            Some(_) => Some(SetAside::open(&work.path("set-aside"), aside_length)?),
            None => None,
        };
        let wrong = aside.clone().map_or(Wrong::Values(self.wrong), Wrong::SetAside);
        let bytes = progress.bytes();
        let mut documents =
            Documents::new(&self.inputs, self.columns.clone(), wrong, position, bytes, self.rows);
        progress.begin(&self.inputs, position.input, resumed);
        let name = out.display().to_string();
        let how = How { target: self.target, compression: self.target.compression(&name), rows: self.rows };
        let mut next = documents.next()?;
        // An output without documents is a part as well.
        while next.is_some() || journal.parts.is_empty() {
            let columns = self.columns_of(next.as_ref());
            let path = work.path("part");
            let file = File::create(&path)
                .map_err(|error| Failure::io("write", &path.display().to_string(), &error))?;
            let mut part = Part::new(file, &columns, how)?;
            let mut count = 0;
            let mut mark = Mark::of(&documents, aside.as_ref());
            while let Some(batch) = next {
                part.write(&suited(&batch, &columns)?)?;
                count += batch.num_rows();
                progress.add(batch.num_rows() as u64);
                // What the next batch brings is not of this part.
                mark = Mark::of(&documents, aside.as_ref());
                next = documents.next()?;
                if count >= self.rows && mark.position.is_some() {
                    break;
                }
            }
            if next.is_none() {
                mark = Mark { position: None, ..Mark::of(&documents, aside.as_ref()) };
            }
            part.finish()?;
            work::rename(&path, &work.part(journal.parts.len()))?;
            aside.as_ref().map_or(Ok(()), SetAside::sync)?;
            journal.add(Done {
                documents: count as u64,
                position: mark.position.unwrap_or(Position { input: self.inputs.len(), lines: 0, offset: 0 }),
                set_aside: mark.set_aside,
                wrong: kept_before + mark.kept,
            })?;
        }
        Ok((journal, resumed))
    }

    /// The columns of the output: those of the documents, or of the first batch.
    fn columns_of(&self, batch: Option<&RecordBatch>) -> SchemaRef {
        let columns = match (&self.columns, batch) {
            (Some(columns), _) => Arc::clone(columns),
            (None, Some(batch)) => batch.schema(),
            (None, None) => Arc::new(Schema::empty()),
        };
        match self.target {
            // A file of Arrow has one dictionary for all batches, and documents may bring new values at any time.
            Target::Arrow => without_dictionaries(&columns),
            Target::Parquet | Target::Ndjson => columns,
        }
    }

    /// Writes the documents as lines, as they are read.
    ///
    /// # Errors
    /// If an input cannot be read or is wrong, or the lines cannot be written.
    pub fn to_lines(&self, out: &mut impl Write, progress: &Progress) -> Result<Report, Failure> {
        let wrong = Wrong::Values(self.wrong);
        let mut documents = Documents::new(
            &self.inputs,
            self.columns.clone(),
            wrong,
            Position::default(),
            progress.bytes(),
            self.rows,
        );
        let mut report = Report::default();
        let failed =
            |error: &io::Error| Failure::undecided(format!("the output cannot be written: {error}"), "");
        progress.begin(&self.inputs, 0, 0);
        while let Some(batch) = documents.next()? {
            let encoder =
                Encoder::new(batch.schema()).map_err(|error| Failure::bad_input(error.to_string(), ""))?;
            let mut lines = Vec::new();
            encoder.encode(&batch, &mut lines).map_err(|error| Failure::bad_input(error.to_string(), ""))?;
            match out.write_all(&lines) {
                // Nobody reads any more.
                Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(report),
                written => written.map_err(|error| failed(&error))?,
            }
            report.documents += batch.num_rows() as u64;
            progress.add(batch.num_rows() as u64);
        }
        report.kept = documents.kept();
        out.flush().map_err(|error| failed(&error))?;
        Ok(report)
    }

    /// What makes this conversion another one than any other, as one line.
    fn described(&self, out: &Path) -> Result<String, Failure> {
        let columns = self.columns.as_ref().map(|columns| shape(columns.fields()));
        let conversion = serde_json::json!({
            "version": env!("CARGO_PKG_VERSION"),
            "inputs": self.inputs,
            "columns": columns,
            "to": self.target.ending(),
            "out": out.file_name().map(|it| it.to_string_lossy().into_owned()),
            "wrong": self.wrong,
            "set_aside": self.set_aside,
            "rows": self.rows,
        });
        serde_json::to_string(&conversion).map_err(|error| Failure::undecided(error.to_string(), ""))
    }
}

/// Where a part ends.
struct Mark {
    position: Option<Position>,
    set_aside: (u64, u64),
    kept: u64,
}

impl Mark {
    fn of(documents: &Documents<'_>, aside: Option<&SetAside>) -> Self {
        let set_aside = aside.map_or((0, 0), SetAside::length);
        Self { position: documents.position(), set_aside, kept: documents.kept() }
    }
}

/// Moves the documents that were set aside to where they were asked for, which may be another disk.
fn move_aside(from: &Path, to: &Path) -> Result<(), Failure> {
    let failed = |error: &io::Error| Failure::io("write", &to.display().to_string(), error);
    if fs::rename(from, to).is_ok() {
        return Ok(());
    }
    let half = to.with_file_name(format!(".{}.half", to.file_name().unwrap_or_default().to_string_lossy()));
    fs::copy(from, &half).map_err(|error| failed(&error))?;
    work::rename(&half, to)
}

/// The names and types of columns as text, in one form whatever the order of their metadata.
fn shape(fields: &Fields) -> String {
    let one = |field: &arrow::datatypes::FieldRef| match field.data_type() {
        DataType::Struct(members) => format!("{}:{{{}}}", field.name(), shape(members)),
        DataType::List(item) => {
            format!("{}:[{}]", field.name(), shape(&Fields::from(vec![Arc::clone(item)])))
        }
        DataType::Map(entries, _) => {
            format!("{}:<{}>", field.name(), shape(&Fields::from(vec![Arc::clone(entries)])))
        }
        other => format!("{}:{other}", field.name()),
    };
    fields.iter().map(one).collect::<Vec<_>>().join(",")
}

/// The same columns with texts in place of dictionaries.
fn without_dictionaries(columns: &SchemaRef) -> SchemaRef {
    let fields: Fields = columns.fields().iter().map(plain).collect();
    Arc::new(Schema::new_with_metadata(fields, columns.metadata().clone()))
}

fn plain(field: &arrow::datatypes::FieldRef) -> arrow::datatypes::FieldRef {
    let ty = match field.data_type() {
        DataType::Dictionary(_, value) => value.as_ref().clone(),
        DataType::Struct(members) => DataType::Struct(members.iter().map(plain).collect()),
        DataType::List(item) => DataType::List(plain(item)),
        DataType::Map(entries, sorted) => DataType::Map(plain(entries), *sorted),
        other => other.clone(),
    };
    Arc::new(arrow::datatypes::Field::clone(field).with_data_type(ty))
}

/// The batch as these columns.
fn suited(batch: &RecordBatch, columns: &SchemaRef) -> Result<RecordBatch, Failure> {
    if batch.schema().fields() == columns.fields() {
        return Ok(batch.clone());
    }
    let other = |message: String| {
        Failure::bad_input(
            format!("an input has other columns than the first one: {message}"),
            "convert them by themselves",
        )
    };
    let mut arrays = Vec::new();
    for field in columns.fields() {
        let column =
            batch.column_by_name(field.name()).ok_or_else(|| other(format!("no `{}`", field.name())))?;
        let cast = arrow::compute::cast(column, field.data_type());
        arrays.push(cast.map_err(|error| other(format!("`{}`: {error}", field.name())))?);
    }
    if batch.num_columns() != columns.fields().len() {
        return Err(other("it has more of them".to_owned()));
    }
    let options = arrow::array::RecordBatchOptions::new().with_row_count(Some(batch.num_rows()));
    RecordBatch::try_new_with_options(Arc::clone(columns), arrays, &options)
        .map_err(|error| other(error.to_string()))
}

/// Whether files of this kind have columns of their own.
pub fn has_columns(content: Content) -> bool {
    content != Content::Lines
}
