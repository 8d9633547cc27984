//! How tables of documents, and scans of them, travel from the client to the scheduler and from there to executors.

mod definition;

use std::sync::Arc;

use ballista_core::serde::{BallistaLogicalExtensionCodec, BallistaPhysicalExtensionCodec};
use datafusion::{
    arrow::datatypes::SchemaRef,
    catalog::TableProvider,
    common::{TableReference, exec_datafusion_err},
    datasource::{file_format::FileFormatFactory, source::DataSourceExec},
    error::Result,
    execution::TaskContext,
    logical_expr::{AggregateUDF, Extension, LogicalPlan, ScalarUDF, WindowUDF},
    physical_plan::ExecutionPlan,
};
use datafusion_proto::{
    logical_plan::LogicalExtensionCodec,
    physical_plan::{
        PhysicalExtensionCodec, PhysicalPlanDecodeContext, PhysicalProtoConverterExtension,
        from_proto::{parse_protobuf_file_scan_config, parse_table_schema_from_proto},
        to_proto::serialize_file_scan_config,
    },
    protobuf::FileScanExecConf,
};
use prost::Message;
use spectable_scale::{
    batches::WrongValues,
    table::{provider::SpectableTable, source::SpectableSource},
};

/// What the bytes of this crate begin with; those of Ballista are tried where they do not.
const MAGIC: &[u8] = b"spectable 1\n";

fn ours(bytes: &[u8]) -> Option<&[u8]> {
    bytes.strip_prefix(MAGIC)
}

/// Tables of documents, and what Ballista has of its own.
#[derive(Debug, Default)]
pub struct TableCodec {
    ballista: BallistaLogicalExtensionCodec,
}

impl LogicalExtensionCodec for TableCodec {
    fn try_decode(&self, bytes: &[u8], inputs: &[LogicalPlan], context: &TaskContext) -> Result<Extension> {
        self.ballista.try_decode(bytes, inputs, context)
    }

    fn try_encode(&self, node: &Extension, bytes: &mut Vec<u8>) -> Result<()> {
        self.ballista.try_encode(node, bytes)
    }

    fn try_decode_table_provider(
        &self,
        bytes: &[u8],
        name: &TableReference,
        schema: SchemaRef,
        context: &TaskContext,
    ) -> Result<Arc<dyn TableProvider>> {
        match ours(bytes) {
            Some(bytes) => Ok(Arc::new(SpectableTable::try_new(definition::decode(bytes)?)?)),
            None => self.ballista.try_decode_table_provider(bytes, name, schema, context),
        }
    }

    fn try_encode_table_provider(
        &self,
        name: &TableReference,
        table: Arc<dyn TableProvider>,
        bytes: &mut Vec<u8>,
    ) -> Result<()> {
        match table.downcast_ref::<SpectableTable>() {
            Some(table) => {
                bytes.extend_from_slice(MAGIC);
                definition::encode(table.definition(), bytes)
            }
            None => self.ballista.try_encode_table_provider(name, table, bytes),
        }
    }

    fn try_decode_file_format(
        &self,
        bytes: &[u8],
        context: &TaskContext,
    ) -> Result<Arc<dyn FileFormatFactory>> {
        self.ballista.try_decode_file_format(bytes, context)
    }

    fn try_encode_file_format(&self, bytes: &mut Vec<u8>, format: Arc<dyn FileFormatFactory>) -> Result<()> {
        self.ballista.try_encode_file_format(bytes, format)
    }

    fn try_decode_udf(&self, name: &str, bytes: &[u8]) -> Result<Arc<ScalarUDF>> {
        self.ballista.try_decode_udf(name, bytes)
    }

    fn try_encode_udf(&self, function: &ScalarUDF, bytes: &mut Vec<u8>) -> Result<()> {
        self.ballista.try_encode_udf(function, bytes)
    }

    fn try_decode_udaf(&self, name: &str, bytes: &[u8]) -> Result<Arc<AggregateUDF>> {
        self.ballista.try_decode_udaf(name, bytes)
    }

    fn try_encode_udaf(&self, function: &AggregateUDF, bytes: &mut Vec<u8>) -> Result<()> {
        self.ballista.try_encode_udaf(function, bytes)
    }

    fn try_decode_udwf(&self, name: &str, bytes: &[u8]) -> Result<Arc<WindowUDF>> {
        self.ballista.try_decode_udwf(name, bytes)
    }

    fn try_encode_udwf(&self, function: &WindowUDF, bytes: &mut Vec<u8>) -> Result<()> {
        self.ballista.try_encode_udwf(function, bytes)
    }
}

/// Scans of documents, and what Ballista has of its own.
#[derive(Debug, Default)]
pub struct ScanCodec {
    ballista: BallistaPhysicalExtensionCodec,
}

impl ScanCodec {
    fn decode_scan(
        &self,
        bytes: &[u8],
        context: &TaskContext,
        converter: &dyn PhysicalProtoConverterExtension,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let (wrong, bytes) = match bytes.split_first() {
            Some((0, rest)) => (WrongValues::Refuse, rest),
            Some((1, rest)) => (WrongValues::Keep, rest),
            _ => return Err(exec_datafusion_err!("a scan of documents that another version has written")),
        };
        let scan = FileScanExecConf::decode(bytes)
            .map_err(|error| exec_datafusion_err!("a scan of documents is broken: {error}"))?;
        let source = Arc::new(SpectableSource::new(parse_table_schema_from_proto(&scan)?, wrong));
        let context = PhysicalPlanDecodeContext::new(context, self);
        let config = parse_protobuf_file_scan_config(&scan, &context, converter, source)?;
        Ok(DataSourceExec::from_data_source(config))
    }
}

impl PhysicalExtensionCodec for ScanCodec {
    fn try_decode(
        &self,
        bytes: &[u8],
        inputs: &[Arc<dyn ExecutionPlan>],
        context: &TaskContext,
        converter: &dyn PhysicalProtoConverterExtension,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        match ours(bytes) {
            Some(bytes) => self.decode_scan(bytes, context, converter),
            None => self.ballista.try_decode(bytes, inputs, context, converter),
        }
    }

    fn try_encode(
        &self,
        node: Arc<dyn ExecutionPlan>,
        bytes: &mut Vec<u8>,
        converter: &dyn PhysicalProtoConverterExtension,
    ) -> Result<()> {
        let scan = node
            .downcast_ref::<DataSourceExec>()
            .and_then(|it| it.downcast_to_file_source::<SpectableSource>());
        let Some((config, source)) = scan else { return self.ballista.try_encode(node, bytes, converter) };
        let scan = serialize_file_scan_config(config, self, converter)?;
        bytes.extend_from_slice(MAGIC);
        bytes.push(match source.wrong() {
            WrongValues::Refuse => 0,
            WrongValues::Keep => 1,
        });
        scan.encode(bytes).map_err(|error| exec_datafusion_err!("a scan of documents is too large: {error}"))
    }

    fn try_decode_udf(&self, name: &str, bytes: &[u8]) -> Result<Arc<ScalarUDF>> {
        self.ballista.try_decode_udf(name, bytes)
    }

    fn try_encode_udf(&self, function: &ScalarUDF, bytes: &mut Vec<u8>) -> Result<()> {
        self.ballista.try_encode_udf(function, bytes)
    }

    fn try_decode_udaf(&self, name: &str, bytes: &[u8]) -> Result<Arc<AggregateUDF>> {
        self.ballista.try_decode_udaf(name, bytes)
    }

    fn try_encode_udaf(&self, function: &AggregateUDF, bytes: &mut Vec<u8>) -> Result<()> {
        self.ballista.try_encode_udaf(function, bytes)
    }

    fn try_decode_udwf(&self, name: &str, bytes: &[u8]) -> Result<Arc<WindowUDF>> {
        self.ballista.try_decode_udwf(name, bytes)
    }

    fn try_encode_udwf(&self, function: &WindowUDF, bytes: &mut Vec<u8>) -> Result<()> {
        self.ballista.try_encode_udwf(function, bytes)
    }
}
