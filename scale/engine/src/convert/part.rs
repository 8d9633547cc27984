//! One part of the output, while it is written.

use std::{
    fs::File,
    io::{self, BufWriter, Write},
};

use arrow::{
    array::RecordBatch,
    datatypes::SchemaRef,
    ipc::writer::{FileWriter, IpcWriteOptions},
};
use flate2::write::GzEncoder;
use parquet::{
    arrow::ArrowWriter,
    basic::{Compression as ParquetCompression, ZstdLevel},
    file::properties::WriterProperties,
};
use spectable_arrow::Encoder;

use super::Target;
use crate::{ending::Compression, failure::Failure};

/// Of a part of Parquet, so many bytes are held in memory at most before they are written as a row group.
const ROW_GROUP_BYTES: usize = 256 * 1024 * 1024;
/// How hard zstd tries: as its own command does.
const ZSTD_LEVEL: i32 = 3;

/// Writes batches to a file.
pub(super) struct Part<'a> {
    /// What messages call the output.
    name: &'a str,
    writer: Writer,
}

enum Writer {
    Parquet(Box<ArrowWriter<File>>),
    Arrow(Box<FileWriter<BufWriter<File>>>),
    Lines(Box<Encoder>, Lines),
}

/// A file of lines, compressed or not.
enum Lines {
    Plain(BufWriter<File>),
    Gzip(Box<GzEncoder<BufWriter<File>>>),
    Zstd(zstd::stream::write::Encoder<'static, BufWriter<File>>),
}

/// How the output is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct How {
    pub(super) target: Target,
    /// How a file of lines is compressed.
    pub(super) compression: Compression,
    /// How many documents a row group has at most.
    pub(super) rows: usize,
}

impl<'a> Part<'a> {
    /// A part of the output `name`.
    pub(super) fn new(file: File, columns: &SchemaRef, how: How, name: &'a str) -> Result<Self, Failure> {
        let writer = match how.target {
            Target::Parquet => {
                let properties = Some(properties(how.rows, name)?);
                let writer = ArrowWriter::try_new(file, SchemaRef::clone(columns), properties);
                Writer::Parquet(Box::new(writer.map_err(|error| failed(name, &error))?))
            }
            Target::Arrow => {
                let file = BufWriter::new(file);
                let writer = FileWriter::try_new_with_options(file, columns, IpcWriteOptions::default());
                Writer::Arrow(Box::new(writer.map_err(|error| failed(name, &error))?))
            }
            Target::Ndjson => {
                let encoder = Encoder::new(SchemaRef::clone(columns))
                    .map_err(|error| Failure::bad_input(error.to_string(), ""))?;
                let lines = Lines::new(file, how.compression).map_err(|error| failed(name, &error))?;
                Writer::Lines(Box::new(encoder), lines)
            }
        };
        Ok(Self { name, writer })
    }

    /// Writes the documents of a batch.
    ///
    /// # Errors
    /// If the disk does not take them, or a value has no form in JSON.
    pub(super) fn write(&mut self, batch: &RecordBatch) -> Result<(), Failure> {
        let name = self.name;
        match &mut self.writer {
            Writer::Parquet(writer) => writer.write(batch).map_err(|error| failed(name, &error)),
            Writer::Arrow(writer) => writer.write(batch).map_err(|error| failed(name, &error)),
            Writer::Lines(encoder, lines) => {
                encoder.write(batch, lines).map_err(|error| match error.kind() {
                    spectable::ErrorKind::Io => failed(name, &error),
                    _ => Failure::bad_input(error.to_string(), ""),
                })
            }
        }
    }

    /// Writes what is left, so that it is on the disk whatever happens then.
    pub(super) fn finish(self) -> Result<(), Failure> {
        let name = self.name;
        let file = match self.writer {
            Writer::Parquet(writer) => writer.into_inner().map_err(|error| failed(name, &error))?,
            Writer::Arrow(mut writer) => {
                writer.finish().map_err(|error| failed(name, &error))?;
                let file = writer.into_inner().map_err(|error| failed(name, &error))?;
                file.into_inner().map_err(|error| failed(name, error.error()))?
            }
            Writer::Lines(_, lines) => lines.finish().map_err(|error| failed(name, &error))?,
        };
        file.sync_all().map_err(|error| failed(name, &error))
    }
}

/// Columns that are compressed, in row groups of so many documents.
fn properties(rows: usize, name: &str) -> Result<WriterProperties, Failure> {
    let level = ZstdLevel::try_new(ZSTD_LEVEL).map_err(|error| failed(name, &error))?;
    Ok(WriterProperties::builder()
        .set_compression(ParquetCompression::ZSTD(level))
        .set_max_row_group_row_count(Some(rows))
        .set_max_row_group_bytes(Some(ROW_GROUP_BYTES))
        .set_created_by(concat!("spectable-scale ", env!("CARGO_PKG_VERSION")).to_owned())
        .build())
}

impl Lines {
    fn new(file: File, compression: Compression) -> io::Result<Self> {
        let file = BufWriter::new(file);
        Ok(match compression {
            Compression::None => Self::Plain(file),
            Compression::Gzip => Self::Gzip(Box::new(GzEncoder::new(file, flate2::Compression::default()))),
            Compression::Zstd => Self::Zstd(zstd::stream::write::Encoder::new(file, ZSTD_LEVEL)?),
        })
    }

    fn finish(self) -> io::Result<File> {
        let file = match self {
            Self::Plain(file) => file,
            Self::Gzip(encoder) => encoder.finish()?,
            Self::Zstd(encoder) => encoder.finish()?,
        };
        file.into_inner().map_err(io::IntoInnerError::into_error)
    }
}

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Plain(file) => file.write(bytes),
            Self::Gzip(encoder) => encoder.write(bytes),
            Self::Zstd(encoder) => encoder.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Plain(file) => file.flush(),
            Self::Gzip(encoder) => encoder.flush(),
            Self::Zstd(encoder) => encoder.flush(),
        }
    }
}

fn failed(name: &str, error: &dyn std::error::Error) -> Failure {
    Failure::undecided(
        format!("`{name}` cannot be written: {error}"),
        "run the command again to go on from the last part",
    )
}

#[cfg(test)]
mod tests {
    use std::{fs::OpenOptions, sync::Arc};

    use arrow::{
        array::{ArrayRef, RecordBatch, StringArray},
        datatypes::{DataType, Field, Schema},
    };

    use super::{How, Part};
    use crate::{convert::Target, ending::Compression, failure::Status};

    /// A full disk is no fault of the documents, so that the parts before are kept.
    #[test]
    fn a_full_disk_leaves_the_conversion_undecided() {
        let Ok(full) = OpenOptions::new().write(true).open("/dev/full") else {
            println!("skipped: there is no /dev/full");
            return;
        };
        let columns = Arc::new(Schema::new(vec![Field::new("id", DataType::Utf8, true)]));
        let texts: ArrayRef = Arc::new(StringArray::from(vec!["x".repeat(100); 1000]));
        let batch = RecordBatch::try_new(Arc::clone(&columns), vec![texts]).unwrap();
        let how = How { target: Target::Ndjson, compression: Compression::None, rows: 10 };
        let mut part = Part::new(full, &columns, how, "calls.ndjson").unwrap();
        let failure = part.write(&batch).unwrap_err();
        assert_eq!(failure.status(), Status::Undecided);
        assert!(failure.message().starts_with("`calls.ndjson` cannot be written: "), "{failure}");
    }
}
