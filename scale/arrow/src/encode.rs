//! Record batches back into JSON lines.

mod object;
mod refused;
mod stamp;
mod texts;
mod value;

use std::io::Write;

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use spectable::ErrorKind;

use self::object::Object;
use self::value::Value;
use crate::error::{Error, SchemaError};

/// Makes NDJSON of record batches: one object on a line for each row, with its keys in the order of the columns.
///
/// What [`Decoder`](crate::Decoder) made of documents comes back as it was: unknown keys and nulls of `_extra`, unknown values of enums, and the exact texts of
/// what a column does not hold. A null of a column is left out, unless `_extra` has it. If a column has a value, it is written, and what `_extra`
/// has under its key only if the column holds as much of that as it can; so changed columns win.
///
/// Columns of other types than those of [`Columns`](crate::Columns), such as those of a query, are written as well: numbers of each width, decimals, texts, lists,
/// and timestamps in UTC.
///
/// ```
/// use spectable_arrow::{Decoder, Encoder, arrow_schema};
///
/// spectable::model! {
///     pub struct Call = "Call" {
///         id with_id: String = "id",
///         seconds with_seconds: i64 = "seconds",
///     }
/// }
/// let lines = b"{\"id\":\"c-1\",\"seconds\":null}\n{\"seconds\":7,\"colour\":\"red\"}\n";
/// let mut decoder = Decoder::new(arrow_schema::<Call>())?;
/// decoder.read(lines)?;
/// let batch = decoder.finish_batch()?;
/// let mut written = Vec::new();
/// Encoder::new(batch.schema())?.encode(&batch, &mut written)?;
/// assert_eq!(written, lines);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Encoder {
    schema: SchemaRef,
}

impl Encoder {
    /// An encoder of batches of a schema.
    ///
    /// # Errors
    /// If a column cannot be written as JSON, or two have one name.
    pub fn new(schema: SchemaRef) -> Result<Self, SchemaError> {
        let empty = RecordBatch::new_empty(schema.clone());
        Object::<Value<'_>>::of_batch(&empty)?;
        Ok(Self { schema })
    }

    /// The schema of the batches.
    pub fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    /// Writes the rows of a batch after what there is, each on a line.
    ///
    /// # Errors
    /// If a value is none of JSON: a float that is not finite, a date-time of a year that does not have four digits, or a JSON text that is none. The lines
    /// before it are written.
    pub fn encode(&self, batch: &RecordBatch, to: &mut Vec<u8>) -> Result<(), Error> {
        let object = Object::<Value<'_>>::of_batch(batch).map_err(|error| {
            Error::new(
                ErrorKind::Data,
                error.path().to_owned(),
                error.to_string(),
                "write batches of the schema of this encoder",
            )
        })?;
        for row in 0..batch.num_rows() {
            let start = to.len();
            if let Err(refused) = object.write(row, 0, to) {
                to.truncate(start);
                let remedy = "give the column a value that JSON holds, or leave it out";
                return Err(Error::new(ErrorKind::Data, refused.path(), refused.message, remedy)
                    .at(row as u64 + 1, 0));
            }
            to.push(b'\n');
        }
        Ok(())
    }

    /// Writes the rows of a batch to a writer, each on a line.
    ///
    /// # Errors
    /// Those of [`encode`](Self::encode), and of the writer.
    pub fn write(&self, batch: &RecordBatch, mut to: impl Write) -> Result<(), Error> {
        let mut text = Vec::new();
        let result = self.encode(batch, &mut text);
        to.write_all(&text)?;
        result
    }
}
