//! The files of the command line as a table.

use std::{path::Path, sync::Arc};

use datafusion::{
    arrow::datatypes::{DataType, SchemaRef},
    catalog::TableProvider,
    datasource::{
        file_format::{FileFormat, arrow::ArrowFormat, parquet::ParquetFormat},
        listing::{ListingOptions, ListingTable, ListingTableConfig, ListingTableUrl},
    },
    execution::context::SessionState,
    prelude::SessionContext,
};

use crate::{
    documented::{Models, Wanted},
    ending::{Content, Ending, IN_FOLDERS},
    evolution::{self, Release},
    failure::Failure,
    table::{
        locations::{check_folders, everywhere},
        provider::{Definition, SpectableTable},
    },
};

/// The name of the table of the files, beside that of the model.
pub const TABLE: &str = "data";

/// Makes the files known as the table `data`, and under the name of the model.
///
/// # Errors
/// If there are no such files, they are of several kinds, or the documentation cannot be used.
pub async fn register(
    context: &SessionContext,
    models: &Models,
    files: &[String],
    partitions: &[String],
    wanted: Option<Wanted>,
) -> Result<(), Failure> {
    let locations = files.iter().map(|file| location(file)).collect::<Result<Vec<_>, _>>()?;
    let contents: Vec<Content> = locations.iter().map(|it| Ending::of(it).content).collect();
    let Some(first) = contents.first().copied() else { return Ok(()) };
    if let Some(at) = contents.iter().position(|it| *it != first) {
        let (a, b) = (files.first().map_or("", String::as_str), files.get(at).map_or("", String::as_str));
        let other = contents.get(at).copied().unwrap_or(first);
        return Err(Failure::bad_input(
            format!("`{a}` is {first} and `{b}` is {other}"),
            "give files of one kind, or make a table of each with CREATE EXTERNAL TABLE",
        ));
    }
    let partitions: Vec<_> = partitions.iter().map(|name| (name.clone(), DataType::Utf8)).collect();
    let state = context.state();
    let table: Arc<dyn TableProvider> = match (first, &wanted) {
        (Content::Lines, Some(wanted)) => {
            let columns = models.columns(wanted)?;
            let table =
                SpectableTable::try_new(Definition { columns, locations, partitions, wrong: wanted.wrong })?;
            table.check_folders(&state).await?;
            if table.count_files(&state).await? == 0 {
                return Err(no_file(files));
            }
            Arc::new(table)
        }
        (Content::Lines, None) => {
            let remedy = "give `--model MODEL --schema SOURCE`: the model's documented name, and where the documentation is";
            return Err(Failure::bad_input("nothing says what the documents are", remedy));
        }
        (content, _) => Arc::new(of_columns(&state, content, &locations, partitions).await?),
    };
    context.register_table(TABLE, Arc::clone(&table))?;
    if let Some(wanted) = wanted.filter(|it| it.model != TABLE) {
        context.register_table(datafusion::common::TableReference::bare(wanted.model), table)?;
    }
    Ok(())
}

/// A name on the command line as a location: a folder ends in `/`.
fn location(file: &str) -> Result<String, Failure> {
    if file == "-" {
        let remedy = "write it to a file: a query may read its documents in several places at once";
        return Err(Failure::bad_input("a table cannot be read from standard input", remedy));
    }
    let path = Path::new(file);
    if path.is_dir() && !file.ends_with('/') {
        return Ok(format!("{file}/"));
    }
    if !file.contains("://") && !file.contains(['*', '?', '[']) && !path.exists() {
        return Err(Failure::bad_input(
            format!("there is no `{file}`"),
            "give a file, a folder, a URL, or a pattern such as 'calls/*.ndjson.gz'",
        ));
    }
    Ok(file.to_owned())
}

fn no_file(files: &[String]) -> Failure {
    let names = files.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(" and ");
    Failure::bad_input(
        format!("{names} has no file of documents"),
        format!("in a folder, those are read that end in {}", IN_FOLDERS.join(", ")),
    )
}

/// Parquet or Arrow files, with the columns of all of them.
async fn of_columns(
    state: &SessionState,
    content: Content,
    locations: &[String],
    partitions: Vec<(String, DataType)>,
) -> Result<ListingTable, Failure> {
    let format: Arc<dyn FileFormat> = match content {
        Content::Arrow => Arc::new(ArrowFormat),
        // Field metadata says what a column is.
        _ => Arc::new(ParquetFormat::default().with_skip_metadata(false).with_force_view_types(false)),
    };
    let mut paths = Vec::new();
    for location in locations {
        paths.push(ListingTableUrl::parse(everywhere(location)?)?);
    }
    check_folders(state, &paths, &partitions).await?;
    let options = ListingOptions::new(format).with_file_extension("").with_table_partition_cols(partitions);
    let schema = columns_of_all(state, &options, &paths).await?;
    let config =
        ListingTableConfig::new_with_multi_paths(paths).with_listing_options(options).with_schema(schema);
    Ok(ListingTable::try_new(config)?)
}

/// The columns of all files. What DataFusion says of two files that contradict each other names neither of them.
async fn columns_of_all(
    state: &SessionState,
    options: &ListingOptions,
    paths: &[ListingTableUrl],
) -> Result<SchemaRef, Failure> {
    let mut releases = Vec::new();
    for path in paths {
        let store = state.runtime_env().object_store(path)?;
        let mut files = Vec::new();
        let mut listed = path.list_all_files(state, store.as_ref(), "").await?;
        while let Some(file) = futures::StreamExt::next(&mut listed).await {
            files.push(file?);
        }
        for file in files {
            let source = file.location.to_string();
            let schema = options.format.infer_schema(state, &store, std::slice::from_ref(&file)).await?;
            // Files of one release are many, and their columns are compared once.
            if !releases.iter().any(|known: &Release| known.schema == schema) {
                releases.push(Release { source, schema });
            }
        }
    }
    if releases.is_empty() {
        return Err(Failure::bad_input(
            "there is no such file",
            "give a file, a folder, a URL, or a pattern such as 'calls/*.parquet'",
        ));
    }
    evolution::merge(&releases).map_err(|conflict| conflict.failure(TABLE))
}
