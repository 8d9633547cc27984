//! A table as bytes: a line of JSON, and the schema of its columns as a stream of Arrow without batches.

use std::sync::Arc;

use arrow::ipc::{reader::StreamReader, writer::StreamWriter};
use datafusion::{
    arrow::datatypes::{Field, Schema},
    common::exec_datafusion_err,
    error::{DataFusionError, Result},
};
use serde::{Deserialize, Serialize};
use spectable_scale::{batches::WrongValues, table::provider::Definition};

#[derive(Debug, Serialize, Deserialize)]
struct Header {
    locations: Vec<String>,
    /// How many columns at the end of the schema are given by folders.
    partitions: usize,
    wrong: WrongValues,
}

pub(super) fn encode(definition: &Definition, bytes: &mut Vec<u8>) -> Result<()> {
    let Definition { columns, locations, partitions, wrong } = definition;
    let header = Header { locations: locations.clone(), partitions: partitions.len(), wrong: *wrong };
    let header =
        serde_json::to_string(&header).map_err(|error| DataFusionError::External(Box::new(error)))?;
    bytes.extend_from_slice(header.as_bytes());
    bytes.push(b'\n');
    let mut fields: Vec<_> = columns.fields().iter().cloned().collect();
    fields.extend(partitions.iter().map(|(name, ty)| Arc::new(Field::new(name, ty.clone(), false))));
    let schema = Schema::new_with_metadata(fields, columns.metadata().clone());
    StreamWriter::try_new(bytes, &schema)?.finish()?;
    Ok(())
}

pub(super) fn decode(bytes: &[u8]) -> Result<Definition> {
    let broken = || exec_datafusion_err!("a table of documents that another version has written");
    let end = bytes.iter().position(|&byte| byte == b'\n').ok_or_else(broken)?;
    let (header, rest) = bytes.split_at(end);
    let header: Header = serde_json::from_slice(header).map_err(|_| broken())?;
    let schema = StreamReader::try_new(rest.get(1..).unwrap_or_default(), None)?.schema();
    let count = schema.fields().len().checked_sub(header.partitions).ok_or_else(broken)?;
    let partitions = schema.fields().iter().skip(count).map(|it| (it.name().clone(), it.data_type().clone()));
    let fields: Vec<_> = schema.fields().iter().take(count).cloned().collect();
    Ok(Definition {
        columns: Arc::new(Schema::new_with_metadata(fields, schema.metadata().clone())),
        locations: header.locations,
        partitions: partitions.collect(),
        wrong: header.wrong,
    })
}

#[cfg(test)]
mod tests {
    use std::{collections::HashMap, sync::Arc};

    use datafusion::arrow::datatypes::{DataType, Field, Schema};
    use spectable_scale::{batches::WrongValues, table::provider::Definition};

    use super::{decode, encode};

    #[test]
    fn a_table_arrives_as_it_was() {
        let metadata = HashMap::from([("spectable.kind".to_owned(), "text".to_owned())]);
        let field = Field::new("id", DataType::Utf8, true).with_metadata(metadata.clone());
        let sent = Definition {
            columns: Arc::new(Schema::new_with_metadata(vec![field], metadata)),
            locations: vec!["/data/calls/".to_owned(), "s3://bucket/é/*.ndjson".to_owned()],
            partitions: vec![("day".to_owned(), DataType::Date32)],
            wrong: WrongValues::Keep,
        };
        let mut bytes = Vec::new();
        encode(&sent, &mut bytes).unwrap();
        let arrived = decode(&bytes).unwrap();
        assert_eq!(arrived.columns, sent.columns);
        assert_eq!(
            (arrived.locations, arrived.partitions, arrived.wrong),
            (sent.locations, sent.partitions, sent.wrong)
        );
    }

    #[test]
    fn other_bytes_are_an_error() {
        for bytes in [
            &b""[..],
            b"\n",
            b"{}\n",
            b"{\"locations\":[],\"partitions\":1,\"wrong\":\"Keep\"}\n",
            b"no json\nrest",
        ] {
            assert!(decode(bytes).is_err(), "{bytes:?}");
        }
    }
}
