//! A table of files, which can be taken apart and made again elsewhere: on an executor of a cluster.

use std::sync::Arc;

use async_trait::async_trait;
use datafusion::{
    arrow::datatypes::{DataType, SchemaRef},
    catalog::{ScanArgs, ScanResult, Session, TableProvider, TableProviderFactory},
    common::plan_err,
    datasource::{
        TableType,
        listing::{ListingOptions, ListingTable, ListingTableConfig, ListingTableUrl},
    },
    error::Result,
    logical_expr::{CreateExternalTable, Expr, TableProviderFilterPushDown},
    physical_plan::ExecutionPlan,
};

use super::{
    format::{SpectableFormat, SpectableFormatFactory},
    locations,
};
use crate::{batches::WrongValues, failure::Failure};

/// All that a table is made of. Where it was documented does not matter any more: the columns say what they are.
#[derive(Debug, Clone)]
pub struct Definition {
    /// The columns of the documents, made by `spectable-arrow`.
    pub columns: SchemaRef,
    /// The files and folders, as paths or URLs, with `*` in the names of files.
    pub locations: Vec<String>,
    /// The columns that folders give, such as `day` of `day=2026-01-31/`, from the outermost inwards, with their types.
    pub partitions: Vec<(String, DataType)>,
    /// What becomes of values that contradict the documentation.
    pub wrong: WrongValues,
}

/// Files of documents as a table.
#[derive(Debug)]
pub struct SpectableTable {
    definition: Definition,
    listing: ListingTable,
}

impl SpectableTable {
    /// The table of a definition. Files are looked for when it is read.
    ///
    /// # Errors
    /// If a location is not a path or URL, or a column of a folder has the name of a property.
    pub fn try_new(definition: Definition) -> Result<Self> {
        let locations =
            definition.locations.iter().map(|it| locations::everywhere(it)).collect::<Result<_>>()?;
        let definition = Definition { locations, ..definition };
        let Definition { columns, locations: found, partitions, wrong } = &definition;
        if let Some((name, _)) = partitions.iter().find(|(name, _)| columns.field_with_name(name).is_ok()) {
            let message = format!("the folders give a column `{name}`, and so do the documents");
            return Err(Failure::bad_input(
                message,
                "name the folders otherwise, or leave the property out with `only`",
            )
            .into());
        }
        let mut paths = Vec::new();
        for location in found {
            paths.extend(locations::files_of(ListingTableUrl::parse(location)?)?);
        }
        let format = Arc::new(SpectableFormat::new(Arc::clone(columns), *wrong));
        let options =
            ListingOptions::new(format).with_file_extension("").with_table_partition_cols(partitions.clone());
        let config = ListingTableConfig::new_with_multi_paths(paths)
            .with_listing_options(options)
            .with_schema(Arc::clone(columns));
        let listing = ListingTable::try_new(config)?;
        Ok(Self { definition, listing })
    }

    /// What it is made of.
    pub fn definition(&self) -> &Definition {
        &self.definition
    }

    /// How many files it has now.
    ///
    /// # Errors
    /// If they cannot be listed.
    pub async fn count_files(&self, session: &dyn Session) -> Result<usize> {
        let found = self.listing.list_files_for_scan(session, &[], None).await?;
        Ok(found.file_groups.iter().map(|group| group.len()).sum())
    }

    /// Whether each file is in the folders that give columns.
    ///
    /// # Errors
    /// If one is not, or the files cannot be listed.
    pub async fn check_folders(&self, session: &dyn Session) -> Result<()> {
        locations::check_folders(session, self.listing.table_paths(), &self.definition.partitions).await
    }
}

#[async_trait]
impl TableProvider for SpectableTable {
    fn schema(&self) -> SchemaRef {
        self.listing.schema()
    }

    fn table_type(&self) -> TableType {
        TableType::Base
    }

    async fn scan(
        &self,
        session: &dyn Session,
        projection: Option<&Vec<usize>>,
        filters: &[Expr],
        limit: Option<usize>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        self.listing.scan(session, projection, filters, limit).await
    }

    async fn scan_with_args<'a>(&self, session: &dyn Session, args: ScanArgs<'a>) -> Result<ScanResult> {
        self.listing.scan_with_args(session, args).await
    }

    fn supports_filters_pushdown(&self, filters: &[&Expr]) -> Result<Vec<TableProviderFilterPushDown>> {
        self.listing.supports_filters_pushdown(filters)
    }
}

/// Makes tables of `CREATE EXTERNAL TABLE … STORED AS SPECTABLE`.
#[derive(Debug)]
pub struct SpectableTableFactory {
    formats: Arc<SpectableFormatFactory>,
}

impl SpectableTableFactory {
    /// Tables of these formats.
    pub fn new(formats: Arc<SpectableFormatFactory>) -> Self {
        Self { formats }
    }
}

#[async_trait]
impl TableProviderFactory for SpectableTableFactory {
    async fn create(
        &self,
        session: &dyn Session,
        statement: &CreateExternalTable,
    ) -> Result<Arc<dyn TableProvider>> {
        let is_partition = |name: &str| statement.table_partition_cols.iter().any(|it| it == name);
        let schema = statement.schema.as_arrow();
        if let Some(column) = schema.fields().iter().find(|it| !is_partition(it.name())) {
            let message =
                format!("column `{}` is given, and the columns come from the documentation", column.name());
            return Err(Failure::bad_input(
                message,
                "leave the list of columns out; `only` chooses among the documented ones",
            )
            .into());
        }
        if !statement.order_exprs.is_empty() {
            return plan_err!("WITH ORDER is not supported for documents");
        }
        let partitions = statement.table_partition_cols.iter().map(|name| {
            let ty = schema.field_with_name(name).map_or(DataType::Utf8, |it| it.data_type().clone());
            (name.clone(), ty)
        });
        let format = self.formats.of_options(&statement.options)?;
        let table = SpectableTable::try_new(Definition {
            columns: format.columns(),
            locations: statement.locations.clone(),
            partitions: partitions.collect(),
            wrong: format.wrong(),
        })?;
        table.check_folders(session).await?;
        Ok(Arc::new(table))
    }
}
