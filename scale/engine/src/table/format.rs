//! `STORED AS SPECTABLE`: the format, and what makes it from the options of a statement.

use std::{collections::HashMap, fmt, sync::Arc};

use async_trait::async_trait;
use datafusion::{
    arrow::datatypes::{Schema, SchemaRef},
    catalog::Session,
    common::{GetExt, Statistics},
    datasource::{
        file_format::{FileFormat, FileFormatFactory, file_compression_type::FileCompressionType},
        physical_plan::{FileScanConfig, FileSource},
        source::DataSourceExec,
        table_schema::TableSchema,
    },
    error::Result,
    object_store::{ObjectMeta, ObjectStore},
    physical_plan::ExecutionPlan,
};

use super::{options, source::SpectableSource};
use crate::{batches::WrongValues, documented::Models, failure::Failure};

/// The name of the format in SQL.
pub const NAME: &str = "SPECTABLE";

/// Files of documents, a line each, with the columns that their documentation gives them.
#[derive(Debug, Clone)]
pub struct SpectableFormat {
    /// `None` where nothing was said yet of what the documents are.
    columns: Option<SchemaRef>,
    wrong: WrongValues,
}

impl SpectableFormat {
    /// Files with these columns, which were made by `spectable-arrow`.
    pub fn new(columns: SchemaRef, wrong: WrongValues) -> Self {
        Self { columns: Some(columns), wrong }
    }
}

#[async_trait]
impl FileFormat for SpectableFormat {
    fn get_ext(&self) -> String {
        "ndjson".to_owned()
    }

    fn get_ext_with_compression(&self, compression: &FileCompressionType) -> Result<String> {
        Ok(format!("{}{}", self.get_ext(), compression.get_ext()))
    }

    /// Each file says by its name how it is compressed.
    fn compression_type(&self) -> Option<FileCompressionType> {
        None
    }

    /// The columns are documented: no file is read to find them.
    async fn infer_schema(
        &self,
        _session: &dyn Session,
        _store: &Arc<dyn ObjectStore>,
        _objects: &[ObjectMeta],
    ) -> Result<SchemaRef> {
        match &self.columns {
            Some(columns) => Ok(Arc::clone(columns)),
            None => Err(options::no_model().into()),
        }
    }

    async fn infer_stats(
        &self,
        _session: &dyn Session,
        _store: &Arc<dyn ObjectStore>,
        schema: SchemaRef,
        _object: &ObjectMeta,
    ) -> Result<Statistics> {
        Ok(Statistics::new_unknown(&schema))
    }

    async fn create_physical_plan(
        &self,
        _session: &dyn Session,
        config: FileScanConfig,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        Ok(DataSourceExec::from_data_source(config))
    }

    fn file_source(&self, schema: TableSchema) -> Arc<dyn FileSource> {
        Arc::new(SpectableSource::new(schema, self.wrong))
    }
}

/// Makes the format from the options of `CREATE EXTERNAL TABLE`: see [`options`](crate::table::options).
#[derive(Clone, Default)]
pub struct SpectableFormatFactory {
    models: Models,
}

impl SpectableFormatFactory {
    /// Tables of these compiled models, and of any documented ones.
    pub fn new(models: Models) -> Self {
        Self { models }
    }

    /// The format that options of a statement describe.
    ///
    /// # Errors
    /// If an option is unknown or wrong, or the documentation cannot be used.
    pub fn of_options(&self, given: &HashMap<String, String>) -> Result<SpectableFormat, Failure> {
        let wanted = options::read(given)?;
        Ok(SpectableFormat::new(self.models.columns(&wanted)?, wanted.wrong))
    }
}

impl fmt::Debug for SpectableFormatFactory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SpectableFormatFactory")
    }
}

impl GetExt for SpectableFormatFactory {
    fn get_ext(&self) -> String {
        NAME.to_lowercase()
    }
}

impl FileFormatFactory for SpectableFormatFactory {
    fn create(
        &self,
        _session: &dyn Session,
        options: &HashMap<String, String>,
    ) -> Result<Arc<dyn FileFormat>> {
        Ok(Arc::new(self.of_options(options)?))
    }

    fn default(&self) -> Arc<dyn FileFormat> {
        Arc::new(SpectableFormat { columns: None, wrong: WrongValues::default() })
    }
}

impl SpectableFormat {
    /// Its columns; none where nothing was said of what the documents are.
    pub fn columns(&self) -> SchemaRef {
        self.columns.clone().unwrap_or_else(|| Arc::new(Schema::empty()))
    }

    /// What becomes of values that contradict the documentation.
    pub fn wrong(&self) -> WrongValues {
        self.wrong
    }
}
