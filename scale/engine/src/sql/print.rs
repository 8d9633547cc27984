//! The rows of a query as text.

use std::io::{self, Write};

use clap::ValueEnum;
use datafusion::{
    arrow::{
        array::{Array, ArrayRef, RecordBatch, StringArray, StructArray},
        csv,
        datatypes::{DataType, Field, Schema, SchemaRef},
        error::ArrowError,
        json,
        util::{display::FormatOptions, pretty::pretty_format_batches_with_options},
    },
    dataframe::DataFrame,
    error::{DataFusionError, Result},
};
use futures::StreamExt;

use crate::printable;

/// How rows are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RowFormat {
    /// A table for people; all rows are in memory at once
    Table,
    /// A list of objects; what is null is left out
    Json,
    /// An object a line; what is null is left out
    Ndjson,
    /// A header and a row a line; lists and models are JSON text
    Csv,
}

/// Runs a query, and prints its rows as they come.
///
/// # Errors
/// If the query fails or the output cannot be written.
pub async fn print(frame: DataFrame, format: RowFormat, out: &mut (impl Write + Send)) -> Result<()> {
    let schema: SchemaRef = std::sync::Arc::clone(frame.schema().inner());
    let mut rows = frame.execute_stream().await?;
    match format {
        RowFormat::Table => {
            let mut batches = Vec::new();
            while let Some(batch) = rows.next().await {
                batches.push(batch?);
            }
            if batches.is_empty() {
                batches.push(RecordBatch::new_empty(schema));
            }
            let options = FormatOptions::default().with_display_error(true);
            let table = pretty_format_batches_with_options(&batches, &options)?;
            writeln!(out, "{}", printable::text(&table.to_string()))?;
        }
        RowFormat::Json => {
            let mut writer = json::ArrayWriter::new(&mut *out);
            while let Some(batch) = rows.next().await {
                writer.write(&batch?)?;
            }
            writer.finish()?;
            writeln!(out)?;
        }
        RowFormat::Ndjson => {
            let mut writer = json::LineDelimitedWriter::new(&mut *out);
            while let Some(batch) = rows.next().await {
                writer.write(&batch?)?;
            }
            writer.finish()?;
        }
        RowFormat::Csv => {
            let mut writer = csv::WriterBuilder::new().with_header(true).build(&mut *out);
            let mut is_empty = true;
            while let Some(batch) = rows.next().await {
                writer.write(&flat(&batch?)?)?;
                is_empty = false;
            }
            if is_empty {
                writer.write(&flat(&RecordBatch::new_empty(schema))?)?;
            }
        }
    }
    out.flush()?;
    Ok(())
}

/// The batch with JSON text in place of what has no place in a cell.
fn flat(batch: &RecordBatch) -> Result<RecordBatch> {
    let mut fields = Vec::new();
    let mut columns: Vec<ArrayRef> = Vec::new();
    for (field, column) in batch.schema().fields().iter().zip(batch.columns()) {
        if matches!(
            field.data_type(),
            DataType::Struct(_) | DataType::List(_) | DataType::LargeList(_) | DataType::Map(..)
        ) {
            fields.push(Field::new(field.name(), DataType::Utf8, true));
            columns.push(std::sync::Arc::new(json_text(column)?));
        } else {
            fields.push(Field::clone(field));
            columns.push(std::sync::Arc::clone(column));
        }
    }
    Ok(RecordBatch::try_new(std::sync::Arc::new(Schema::new(fields)), columns)?)
}

/// Each value of a column as JSON text.
fn json_text(column: &ArrayRef) -> Result<StringArray> {
    const NAME: &str = "v";
    let field = Field::new(NAME, column.data_type().clone(), true);
    let rows = StructArray::try_new(vec![field].into(), vec![std::sync::Arc::clone(column)], None)?;
    let mut lines = Vec::new();
    let mut writer = json::LineDelimitedWriter::new(&mut lines);
    writer.write(&RecordBatch::from(rows))?;
    writer.finish()?;
    let prefix = format!("{{\"{NAME}\":");
    let texts = lines.split(|&byte| byte == b'\n').map(|line| {
        let text = std::str::from_utf8(line).ok()?;
        text.strip_prefix(&prefix)?.strip_suffix('}')
    });
    Ok(texts.take(column.len()).collect())
}

/// Why rows were not printed, if it is that nobody reads them any more.
pub fn is_broken_pipe(error: &DataFusionError) -> bool {
    let is_gone = |error: &io::Error| error.kind() == io::ErrorKind::BrokenPipe;
    match error.find_root() {
        DataFusionError::IoError(error) => is_gone(error),
        DataFusionError::ArrowError(error, _) => {
            matches!(error.as_ref(), ArrowError::IoError(_, error) if is_gone(error))
        }
        _ => false,
    }
}
