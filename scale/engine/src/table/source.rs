//! The source of a scan: which files are read, which columns, and how.

use std::{fmt, sync::Arc};

use datafusion::{
    common::tree_node::TreeNodeRecursion,
    datasource::{
        physical_plan::{FileOpener, FileScanConfig, FileSource},
        projection::{ProjectionOpener, SplitProjection},
        table_schema::TableSchema,
    },
    error::Result,
    object_store::ObjectStore,
    physical_expr::{PhysicalExpr, projection::ProjectionExprs},
    physical_plan::{DisplayFormatType, apply_expression_roots, metrics::ExecutionPlanMetricsSet},
};

use super::{narrow, opener::Opener};
use crate::{
    batches::WrongValues,
    ending::{Compression, Ending},
};

/// How many documents are in a batch where nothing says it.
const BATCH_SIZE: usize = 8192;

/// Reads documents, a line each, by the schema of their documentation.
#[derive(Debug, Clone)]
pub struct SpectableSource {
    schema: TableSchema,
    projection: SplitProjection,
    wrong: WrongValues,
    batch_size: usize,
    metrics: ExecutionPlanMetricsSet,
}

impl SpectableSource {
    /// All columns of files of this schema, which was made by `spectable-arrow`.
    pub fn new(schema: impl Into<TableSchema>, wrong: WrongValues) -> Self {
        let schema = schema.into();
        let projection = SplitProjection::unprojected(&schema);
        Self { schema, projection, wrong, batch_size: BATCH_SIZE, metrics: ExecutionPlanMetricsSet::new() }
    }

    /// What becomes of values that contradict the documentation.
    pub fn wrong(&self) -> WrongValues {
        self.wrong
    }
}

impl FileSource for SpectableSource {
    fn create_file_opener(
        &self,
        store: Arc<dyn ObjectStore>,
        _config: &FileScanConfig,
        _partition: usize,
    ) -> Result<Arc<dyn FileOpener>> {
        let (file, asked) = (self.schema.file_schema(), &self.projection.file_indices);
        let (wrong, batch_size) = (self.wrong, self.batch_size);
        if narrow::has_rest(file, asked) {
            let (columns, kept) = (Arc::clone(file), Some(asked.clone()));
            let opener = Arc::new(Opener { store, columns, kept, wrong, batch_size });
            return ProjectionOpener::try_new(self.projection.clone(), opener, file);
        }
        let schema = narrow::narrowed(file, &self.projection.source);
        let columns = Arc::new(schema.project(asked)?);
        let opener = Arc::new(Opener { store, columns, kept: None, wrong, batch_size });
        ProjectionOpener::try_new(self.projection.clone(), opener, &schema)
    }

    fn table_schema(&self) -> &TableSchema {
        &self.schema
    }

    fn with_batch_size(&self, batch_size: usize) -> Arc<dyn FileSource> {
        Arc::new(Self { batch_size: batch_size.max(1), ..self.clone() })
    }

    fn try_pushdown_projection(&self, projection: &ProjectionExprs) -> Result<Option<Arc<dyn FileSource>>> {
        let merged = self.projection.source.try_merge(projection)?;
        let projection = SplitProjection::new(self.schema.file_schema(), &merged);
        Ok(Some(Arc::new(Self { projection, ..self.clone() })))
    }

    fn projection(&self) -> Option<&ProjectionExprs> {
        Some(&self.projection.source)
    }

    fn metrics(&self) -> &ExecutionPlanMetricsSet {
        &self.metrics
    }

    fn file_type(&self) -> &str {
        "spectable"
    }

    fn fmt_extra(&self, _how: DisplayFormatType, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, ", reads=[{}]", narrow::shown(self))
    }

    /// A file that is compressed as a whole cannot be read from its middle.
    fn repartitioned(
        &self,
        target_partitions: usize,
        min_size: usize,
        output_ordering: Option<datafusion::physical_expr::LexOrdering>,
        config: &FileScanConfig,
    ) -> Result<Option<FileScanConfig>> {
        let files = config.file_groups.iter().flat_map(|group| group.iter());
        let is_compressed = |name: &str| Ending::of(name).compression != Compression::None;
        if files.into_iter().any(|file| is_compressed(file.object_meta.location.as_ref())) {
            return Ok(None);
        }
        let groups = datafusion::datasource::physical_plan::FileGroupPartitioner::new()
            .with_target_partitions(target_partitions)
            .with_repartition_file_min_size(min_size)
            .with_preserve_order_within_groups(output_ordering.is_some())
            .repartition_file_groups(&config.file_groups);
        Ok(groups.map(|file_groups| {
            let mut config = config.clone();
            config.file_groups = file_groups;
            config
        }))
    }

    fn apply_expressions(
        &self,
        f: &mut dyn FnMut(&Arc<dyn PhysicalExpr>) -> Result<TreeNodeRecursion>,
    ) -> Result<TreeNodeRecursion> {
        apply_expression_roots(self.projection.source.iter(), f)
    }
}
