//! `spectable sample`: example documents by the schema.

use std::path::PathBuf;

use clap::ValueEnum;
use spectable_build::schema::Direction;
use spectable_sample::{Extent, Sampler, UnknownModel};

use super::reading;
use crate::{
    arguments::{AddsArg, SourceArgs},
    terminal::{
        output::Output,
        status::{Failure, Status},
    },
};

const EXAMPLES: &str = "\
Examples:
  spectable sample Call
  spectable sample Call --extent smallest --request
  spectable sample Call --seed 7
  spectable sample Pet --schema openapi.yaml --count 1000 --format ndjson > pets.ndjson

A full document has each property of each model that is reached, once: where a model occurs again, it has only what is required. \
Values are of the documented types and keep documented lengths, ranges and patterns, as far as these do not contradict one another.

A random document is decided by the seed: the same schema, seed and version of spectable give the same bytes.";

/// How much is written at once.
const CHUNK: usize = 1 << 20;

/// The command line of `spectable sample`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The model or union, by its documented name or its Rust name
    #[arg(value_name = "MODEL")]
    model: String,

    /// The schema: a folder of pages, or any other source that `spectable generate` takes, such as an OpenAPI document
    #[arg(long, value_name = "SOURCE", default_value = "schema")]
    schema: PathBuf,

    /// The overlay, which adds what the source leaves out [default: spectable.toml in the folder of the schema, if it exists]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// How much of the model the document has [default: full; random with --seed or --count]
    #[arg(long, value_name = "EXTENT", value_enum)]
    extent: Option<ExtentArg>,

    /// The seed of random documents [default: 0]
    #[arg(long, value_name = "N")]
    seed: Option<u64>,

    /// How many random documents to make
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    count: Option<u64>,

    /// Leave out what is read-only
    #[arg(long, conflicts_with = "response")]
    request: bool,

    /// Leave out what is write-only
    #[arg(long)]
    response: bool,

    /// How documents are printed
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Json)]
    format: Format,
}

/// How much of the model a document has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ExtentArg {
    /// What is required, and no more
    Smallest,
    /// Each property of each model that is reached, once
    Full,
    /// What a seed decides
    Random,
}

/// How documents are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One document with each member in a line of its own; with --count, a list with each document in a line of its own
    Json,
    /// One document a line
    Ndjson,
}

/// Runs `spectable sample`.
///
/// # Errors
/// If the source is wrong, or has no such model.
pub fn run(args: Args, output: &mut Output) -> Result<Status, Failure> {
    let extent = extent(&args)?;
    reading::refuse_without_schema(&args.schema)?;
    let source = SourceArgs {
        from: vec![args.schema],
        adds: AddsArg::All,
        config: args.config,
        components_only: false,
    };
    let project = reading::project(&source, output)?;
    reading::report_errors(&project, output)?;
    let mut sampler = Sampler::new(&project.schema, &args.model, extent).map_err(|error| unknown(&error))?;
    if args.request {
        sampler = sampler.towards(Direction::Request);
    }
    if args.response {
        sampler = sampler.towards(Direction::Response);
    }
    match (args.format, args.count) {
        (Format::Ndjson, count) => lines(&mut sampler, count.unwrap_or(1), output)?,
        (Format::Json, Some(count)) => list(&mut sampler, count, output)?,
        (Format::Json, None) => output.write(&(sampler.pretty().document() + "\n"))?,
    }
    Ok(Status::Fine)
}

fn extent(args: &Args) -> Result<Extent, Failure> {
    let is_random = args.seed.is_some() || args.count.is_some();
    match args.extent {
        Some(ExtentArg::Smallest | ExtentArg::Full) if is_random => Err(Failure::bad_input(
            "`--seed` and `--count` are for random documents: there is one smallest and one full document",
            "leave out `--extent`, or both of them",
        )),
        Some(ExtentArg::Smallest) => Ok(Extent::Smallest),
        Some(ExtentArg::Random) => Ok(Extent::Random(args.seed.unwrap_or(0))),
        None if is_random => Ok(Extent::Random(args.seed.unwrap_or(0))),
        Some(ExtentArg::Full) | None => Ok(Extent::Full),
    }
}

fn unknown(error: &UnknownModel) -> Failure {
    let remedy = match error.closest() {
        Some(closest) => format!("did you mean `{closest}`?"),
        None => {
            "`spectable list --schema SOURCE` lists the models; a name is written as in the documentation"
                .to_owned()
        }
    };
    Failure::bad_input(error.to_string(), remedy)
}

fn lines(sampler: &mut Sampler<'_>, count: u64, output: &mut Output) -> Result<(), Failure> {
    let mut text = String::new();
    for _ in 0..count {
        text.push_str(&sampler.document());
        text.push('\n');
        if text.len() > CHUNK {
            output.write(&text)?;
            text.clear();
        }
    }
    output.write(&text)
}

/// One document an item, each in a line of its own.
fn list(sampler: &mut Sampler<'_>, count: u64, output: &mut Output) -> Result<(), Failure> {
    let mut text = "[\n".to_owned();
    for at in 0..count {
        text.push_str("  ");
        text.push_str(&sampler.document());
        text.push_str(if at + 1 < count { ",\n" } else { "\n" });
        if text.len() > CHUNK {
            output.write(&text)?;
            text.clear();
        }
    }
    output.write(&(text + "]\n"))
}
