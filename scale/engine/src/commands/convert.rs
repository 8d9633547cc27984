//! `spectable-scale convert`: documents to Parquet, Arrow or NDJSON, and back.

use std::{io, path::PathBuf};

use datafusion::arrow::datatypes::SchemaRef;

use crate::{
    convert::{
        Target,
        conversion::{Conversion, Report},
        inputs::{self, Input},
        progress::Progress,
        run::has_columns,
    },
    documented::Models,
    ending::Ending,
    failure::{Failure, Status},
    table_args::TableArgs,
};

const EXAMPLES: &str = "\
Examples:
  spectable-scale convert calls.ndjson.gz --model Call --schema docs/ --to parquet
  spectable-scale convert 'calls/*.ndjson.zst' --model Call --schema openapi.yaml --to parquet --out calls.parquet --set-aside wrong.ndjson
  curl … | spectable-scale convert - --model Call --schema docs/ --to arrow --out calls.arrow
  spectable-scale convert calls.parquet --to ndjson | head

A folder means the files in it that end in .ndjson or .jsonl, also with .gz or .zst. Without --out, lines go to standard output, and columns to a \
file beside the input: calls.parquet for calls.ndjson.gz.

While it works, a conversion keeps its parts in a folder beside the output (.calls.parquet.part). If it is cut off, the same command goes on after \
the last part; documents from standard input are read from the beginning. The output has its name only when it is whole.

Exit codes: 0 done; 1 done, and values that contradict the documentation were kept or set aside; 2 an input or the command line is wrong; \
3 a file cannot be read or written.";

/// The command line of `convert`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Files, folders, patterns such as 'calls/*.ndjson.gz', or `-` for standard input
    #[arg(value_name = "FILE", required = true)]
    files: Vec<String>,

    #[command(flatten)]
    table: TableArgs,

    /// What to make
    #[arg(long, value_name = "FORMAT", value_enum)]
    to: Target,

    /// The file to make
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,

    /// Documents with values that contradict the documentation go to this file instead, each with its line and what is wrong
    #[arg(long, value_name = "FILE", conflicts_with = "wrong")]
    set_aside: Option<PathBuf>,

    /// How many documents a part and a row group have
    #[arg(long, value_name = "N", default_value_t = 100_000, value_parser = clap::value_parser!(u32).range(1..))]
    rows: u32,

    /// Replace files that exist
    #[arg(long)]
    force: bool,

    /// Start over where a conversion was cut off
    #[arg(long)]
    restart: bool,

    /// Neither progress nor a summary
    #[arg(long, short)]
    quiet: bool,
}

/// Runs the conversion. The summary is a text for standard error.
///
/// # Errors
/// If the documentation or the files cannot be used.
pub fn run(
    args: Args,
    models: &Models,
    out: &mut impl io::Write,
) -> Result<(Status, Option<String>), Failure> {
    let inputs = inputs::find(&args.files)?;
    let columns = columns(&args, &inputs, models)?;
    let wrong = args.table.wrong_values();
    let rows = usize::try_from(args.rows).unwrap_or(usize::MAX);
    let set_aside = args.set_aside.clone();
    let conversion = Conversion { inputs, columns, target: args.to, wrong, set_aside, rows, stop: None };
    let progress = Progress::new(!args.quiet);
    let (report, name) = match output(&args, &conversion.inputs)? {
        Some(path) => {
            let report = conversion.to_file(&path, args.force, args.restart, &progress);
            progress.end();
            (report?, path.display().to_string())
        }
        None => {
            let report = conversion.to_lines(out, &progress);
            progress.end();
            (report?, "standard output".to_owned())
        }
    };
    let summary = (!args.quiet).then(|| summary(report, &name, &args));
    Ok((report.status(), summary))
}

fn columns(args: &Args, inputs: &[Input], models: &Models) -> Result<Option<SchemaRef>, Failure> {
    let content = inputs.first().map(|it| it.ending().content);
    if !content.is_some_and(has_columns) {
        return args.table.columns(models).map(Some);
    }
    let given = [
        ("--model", args.table.model.is_some()),
        ("--schema", !args.table.schema.is_empty()),
        ("--set-aside", args.set_aside.is_some()),
    ];
    if let Some((option, _)) = given.into_iter().find(|(_, is_given)| *is_given) {
        let message = format!("`{option}` is given, and the inputs have columns of their own");
        return Err(Failure::bad_input(message, format!("leave out `{option}`: it is for NDJSON")));
    }
    Ok(None)
}

/// The file to make; `None` for standard output.
fn output(args: &Args, inputs: &[Input]) -> Result<Option<PathBuf>, Failure> {
    if let Some(path) = &args.out {
        return Ok(Some(path.clone()));
    }
    if args.to == Target::Ndjson {
        if args.set_aside.is_some() {
            return Err(Failure::bad_input(
                "documents are to be set aside from standard output",
                "name the output with `--out`",
            ));
        }
        return Ok(None);
    }
    let [Input { path: Some(path), .. }] = inputs else {
        return Err(Failure::bad_input("nothing says what the output is called", "name it with `--out`"));
    };
    let name = path.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Some(path.with_file_name(format!("{}.{}", Ending::stem(&name), args.to.ending()))))
}

fn summary(report: Report, name: &str, args: &Args) -> String {
    let count = |count: u64, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    let mut text = format!("{} to {name}", count(report.documents, "document"));
    if report.resumed > 0 {
        text.push_str(&format!(" ({} were there already)", report.resumed));
    }
    if report.kept > 0 {
        text.push_str(&format!("; {} kept in `_extra`", count(report.kept, "wrong value")));
    }
    if let Some(path) = args.set_aside.as_ref().filter(|_| report.set_aside > 0) {
        text.push_str(&format!("; {} set aside in {}", count(report.set_aside, "document"), path.display()));
    }
    text
}
