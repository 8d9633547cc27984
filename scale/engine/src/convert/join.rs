//! The parts as one file.

use std::{
    fs::File,
    io::{self, BufReader, BufWriter, Write},
    path::{Path, PathBuf},
    sync::Arc,
};

use arrow::ipc::{reader::FileReader, writer::FileWriter};
use parquet::{
    column::writer::ColumnCloseResult,
    file::{
        metadata::{PageIndexPolicy, ParquetMetaData, ParquetMetaDataReader},
        properties::WriterProperties,
        writer::SerializedFileWriter,
    },
};

use super::Target;
use crate::failure::Failure;

/// Puts the parts behind one another into a file, and writes it to the disk.
///
/// # Errors
/// If a part cannot be read, or the file not written.
pub(super) fn join(parts: &[PathBuf], target: Target, out: &Path) -> Result<(), Failure> {
    let joined = match target {
        Target::Parquet => parquet(parts, out),
        Target::Arrow => arrow(parts, out),
        // What is compressed in parts is the same text as what is compressed at once.
        Target::Ndjson => bytes(parts, out),
    };
    joined.map_err(|error| {
        Failure::undecided(
            format!("`{}` cannot be written: {error}", out.display()),
            "run the command again to go on, or start over with `--restart`",
        )
    })
}

type Error = Box<dyn std::error::Error>;

fn bytes(parts: &[PathBuf], out: &Path) -> Result<(), Error> {
    let mut file = File::create(out)?;
    for part in parts {
        io::copy(&mut File::open(part)?, &mut file)?;
    }
    Ok(file.sync_all()?)
}

fn arrow(parts: &[PathBuf], out: &Path) -> Result<(), Error> {
    let Some(first) = parts.first() else { return Ok(()) };
    let schema = FileReader::try_new(BufReader::new(File::open(first)?), None)?.schema();
    let mut writer = FileWriter::try_new(BufWriter::new(File::create(out)?), &schema)?;
    for part in parts {
        for batch in FileReader::try_new(BufReader::new(File::open(part)?), None)? {
            writer.write(&batch?)?;
        }
    }
    writer.finish()?;
    let mut file = writer.into_inner()?;
    file.flush()?;
    Ok(file.get_ref().sync_all()?)
}

/// Row groups are copied as they are.
fn parquet(parts: &[PathBuf], out: &Path) -> Result<(), Error> {
    let Some(first) = parts.first() else { return Ok(()) };
    let metadata = metadata_of(&File::open(first)?)?;
    let facts = metadata.file_metadata();
    let properties = WriterProperties::builder()
        .set_key_value_metadata(facts.key_value_metadata().cloned())
        .set_created_by(facts.created_by().unwrap_or_default().to_owned())
        .build();
    let schema = facts.schema_descr().root_schema_ptr();
    let mut writer = SerializedFileWriter::new(File::create(out)?, schema, Arc::new(properties))?;
    for part in parts {
        let file = File::open(part)?;
        let metadata = metadata_of(&file)?;
        for at in 0..metadata.num_row_groups() {
            copy_row_group(&file, &metadata, at, &mut writer)?;
        }
    }
    Ok(writer.into_inner()?.sync_all()?)
}

fn metadata_of(file: &File) -> Result<ParquetMetaData, Error> {
    let reader = ParquetMetaDataReader::new().with_page_index_policy(PageIndexPolicy::Optional);
    Ok(reader.parse_and_finish(file)?)
}

fn copy_row_group(
    file: &File,
    metadata: &ParquetMetaData,
    at: usize,
    writer: &mut SerializedFileWriter<File>,
) -> Result<(), Error> {
    let group = metadata.row_group(at);
    let columns = metadata.column_index().and_then(|it| it.get(at));
    let offsets = metadata.offset_index().and_then(|it| it.get(at));
    let mut out = writer.next_row_group()?;
    for (number, column) in group.columns().iter().enumerate() {
        let closed = ColumnCloseResult {
            bytes_written: u64::try_from(column.compressed_size())?,
            rows_written: u64::try_from(group.num_rows())?,
            metadata: column.clone(),
            bloom_filter: None,
            column_index: columns.and_then(|it| it.get(number)).cloned(),
            offset_index: offsets.and_then(|it| it.get(number)).cloned(),
        };
        out.append_column(file, closed)?;
    }
    out.close()?;
    Ok(())
}
