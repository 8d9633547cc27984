//! `spectable-scale sql`: a query over files of documents.

use std::io::Write;

use datafusion::{
    prelude::SessionContext,
    sql::parser::{DFParser, Statement},
};

use crate::{
    documented::Models,
    failure::{Failure, Status},
    sql::{
        print::{self, RowFormat},
        tables,
    },
    table_args::TableArgs,
};

const EXAMPLES: &str = "\
Examples:
  spectable-scale sql \"SELECT direction, count(*) FROM data GROUP BY direction\" calls.ndjson.gz --model Call --schema docs/
  spectable-scale sql \"SELECT id FROM data WHERE day = '2026-01-31'\" calls/ --partition day --model Call --schema openapi.yaml
  spectable-scale sql \"SELECT p.purpose FROM (SELECT unnest(participants) AS p FROM data)\" 'calls/*.ndjson' --model Call --schema docs/
  spectable-scale sql \"SELECT avg(duration) FROM data\" calls.parquet

The files are one table, `data`; it has the name of the model, too. A folder means the files in it and in its folders that end in .ndjson or .jsonl, also with \
.gz or .zst. In a pattern, * stands for any text, also with /. Parquet and Arrow files need no model. Columns have the names of the properties, as they are written there: quotes are not needed. \
A model within a model is a struct (participant['name']), a list is a list (unnest, array_length), and what has no column is in `_extra`.

Several statements are separated by semicolons. CREATE EXTERNAL TABLE makes more tables:
  CREATE EXTERNAL TABLE calls STORED AS SPECTABLE LOCATION 'calls/' PARTITIONED BY (day) OPTIONS (model 'Call', schema 'docs/');

With --schema given twice, the documents are of two releases of the documentation: a column that one of them does not have is null there.";

/// The command line of `sql`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The query, or several statements with semicolons
    #[arg(value_name = "SQL")]
    query: String,

    /// Files, folders, URLs, or patterns such as 'calls/*.ndjson.gz'
    #[arg(value_name = "FILE")]
    files: Vec<String>,

    #[command(flatten)]
    table: TableArgs,

    /// Columns that folders give, from the outermost inwards, with commas: `day` for day=2026-01-31/calls.ndjson
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    partition: Vec<String>,

    /// How rows are printed
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = RowFormat::Table)]
    format: RowFormat,
}

/// Runs the query in a session: on this machine, or on a cluster.
///
/// # Errors
/// If the documentation, the files or the query cannot be used.
pub async fn run(
    args: Args,
    models: &Models,
    context: &SessionContext,
    out: &mut (impl Write + Send),
) -> Result<Status, Failure> {
    let statements = DFParser::parse_sql(&args.query)?;
    if statements.is_empty() {
        return Err(Failure::bad_input(
            "the query is empty",
            "write one, such as \"SELECT count(*) FROM data\"",
        ));
    }
    let wanted = args.table.wanted()?;
    if args.files.is_empty() && wanted.is_some() {
        return Err(Failure::bad_input("a model is given, and no file", "name the files behind the query"));
    }
    tables::register(context, models, &args.files, &args.partition, wanted).await?;
    for statement in statements {
        if !execute(statement, args.format, context, out).await? {
            break;
        }
    }
    Ok(Status::Fine)
}

/// Runs a statement, and says whether anybody still reads what is printed.
async fn execute(
    statement: Statement,
    format: RowFormat,
    context: &SessionContext,
    out: &mut (impl Write + Send),
) -> Result<bool, Failure> {
    let prints = matches!(&statement, Statement::Explain(_))
        || matches!(&statement, Statement::Statement(it) if !is_quiet(it));
    let plan = context.state().statement_to_plan(statement).await?;
    let frame = context.execute_logical_plan(plan).await?;
    if !prints {
        frame.collect().await?;
        return Ok(true);
    }
    match print::print(frame, format, out).await {
        Ok(()) => Ok(true),
        Err(error) if print::is_broken_pipe(&error) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Whether a statement has no rows to show.
fn is_quiet(statement: &datafusion::sql::sqlparser::ast::Statement) -> bool {
    use datafusion::sql::sqlparser::ast::Statement::{CreateTable, CreateView, Drop, Set};
    matches!(statement, CreateTable { .. } | CreateView { .. } | Drop { .. } | Set { .. })
}
