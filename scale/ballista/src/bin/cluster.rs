//! The command `spectable-cluster`: `spectable-scale sql` on a cluster.
#![forbid(unsafe_code)]

use std::{io, num::NonZeroUsize, process::ExitCode};

use clap::Parser;
use spectable_ballista::client;
use spectable_scale::{command_line, commands::sql, documented::Models};

/// SQL over documents on a cluster: as `spectable-scale sql`, with the files read by executors.
#[derive(Debug, Parser)]
#[command(name = "spectable-cluster", version)]
struct CommandLine {
    /// Where the scheduler is
    #[arg(long, value_name = "URL", global = true, default_value = "http://localhost:50050")]
    cluster: String,

    /// Into how many parts to cut a query: at least as many as all executors have cores
    #[arg(long, value_name = "N", global = true, default_value = "16")]
    parts: NonZeroUsize,

    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Run a query over files of documents, which each executor reaches under the same paths or URLs
    Sql(Box<sql::Args>),
}

fn main() -> ExitCode {
    let CommandLine { cluster, parts, command: Command::Sql(args) } = match CommandLine::try_parse() {
        Ok(parsed) => parsed,
        Err(error) => return command_line::usage(&error),
    };
    // What executors send one another has one dictionary for all batches of a column.
    let models = Models::default().with_plain_enums();
    let mut out = io::BufWriter::new(io::stdout());
    let done = command_line::block_on(async {
        let context = client::context(&cluster, parts, &models)?;
        Ok((sql::run(*args, &models, &context, &mut out).await?, None))
    });
    command_line::end(done, &mut out)
}
