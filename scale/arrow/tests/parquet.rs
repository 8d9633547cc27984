//! Batches in Parquet files: written, read, and written back as they were.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

#[path = "../../../crates/spectable/tests/every_kind/model.rs"]
#[allow(dead_code, unreachable_pub, reason = "the model has more than these tests need")]
mod model;

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use model::Everything;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use purecloud_models::CallHistoryConversation;
use spectable::Model;
use spectable::documents::{Documents, Recipe};
use spectable_arrow::{Columns, Decoder, Encoder};

fn batch_of<M: Model>(columns: &Columns, recipe: Recipe) -> RecordBatch {
    let mut documents = Documents::new(5, recipe);
    let mut decoder = Decoder::new(columns.of::<M>().unwrap()).unwrap();
    for line in 1..=200 {
        let document = documents.document(M::table()).to_string();
        assert!(decoder.push_line(document.as_bytes(), line).unwrap());
    }
    decoder.finish_batch().unwrap()
}

fn text_of(batch: &RecordBatch) -> String {
    let mut text = Vec::new();
    Encoder::new(batch.schema()).unwrap().encode(batch, &mut text).unwrap();
    String::from_utf8(text).unwrap()
}

/// The batch as a file gives it back, and the schema of the file.
fn through_parquet(batch: &RecordBatch) -> (RecordBatch, SchemaRef) {
    let mut file = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut file, batch.schema(), None).unwrap();
    writer.write(batch).unwrap();
    writer.close().unwrap();
    let reader = ParquetRecordBatchReaderBuilder::try_new(bytes::Bytes::from(file)).unwrap();
    // Batches are without the metadata of the schema, which the file has.
    let schema = reader.schema().clone();
    let mut batches = reader.with_batch_size(1000).build().unwrap();
    let batch = batches.next().unwrap().unwrap();
    assert!(batches.next().is_none());
    (batch, schema)
}

#[test]
fn nothing_is_lost_in_a_file() {
    let columns = Columns::new().offsets(["dateTime"]);
    for batch in [
        batch_of::<Everything>(&columns, Recipe::ANYTHING),
        batch_of::<Everything>(&Columns::new().recursion(1).dictionaries(false), Recipe::ANYTHING),
        batch_of::<CallHistoryConversation>(&Columns::new(), Recipe::ANYTHING),
        batch_of::<CallHistoryConversation>(&Columns::new(), Recipe::AS_DOCUMENTED),
    ] {
        let (read, schema) = through_parquet(&batch);
        assert_eq!(schema, batch.schema(), "the schema, with its metadata, is in the file");
        assert_eq!(text_of(&read), text_of(&batch));
    }
}
