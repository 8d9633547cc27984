//! The command line of `spectable-scale`.

use std::{
    ffi::OsString,
    io::{self, Write},
    process::ExitCode,
};

use clap::Parser;

use crate::{
    commands::{convert, sql},
    documented::Models,
    failure::{Failure, Status},
    printable, session,
};

/// Documents as tables: SQL over NDJSON by its documentation, and conversions to Parquet and Arrow.
#[derive(Debug, Parser)]
#[command(name = "spectable-scale", version)]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Convert documents to Parquet, Arrow or NDJSON, and back
    Convert(convert::Args),
    /// Run a query over files of documents
    Sql(Box<sql::Args>),
}

/// Runs the command line `args` (the first one is the name of the program) on this process's output.
pub fn main(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let parsed = match CommandLine::try_parse_from(args) {
        Ok(parsed) => parsed,
        Err(error) => return usage(&error),
    };
    let models = Models::default();
    let mut out = io::BufWriter::new(io::stdout());
    let done = match parsed.command {
        Command::Convert(args) => convert::run(args, &models, &mut out),
        Command::Sql(args) => block_on(async {
            let context = session::local(&models)?;
            Ok((sql::run(*args, &models, &context, &mut out).await?, None))
        }),
    };
    end(done, &mut out)
}

/// Runs a command that waits for files and other machines.
///
/// # Errors
/// Those of the command, and if the system gives no threads.
pub fn block_on<T>(command: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    runtime.map_err(|error| Failure::undecided(format!("no threads: {error}"), ""))?.block_on(command)
}

/// Help and version go to standard output; anything else is a usage error.
pub fn usage(error: &clap::Error) -> ExitCode {
    let status = if error.use_stderr() { Status::BadInput } else { Status::Fine };
    match error.print() {
        Ok(()) => status.into(),
        Err(_) => Status::Undecided.into(),
    }
}

/// Says how a command ended, on standard error.
pub fn end(done: Result<(Status, Option<String>), Failure>, out: &mut impl Write) -> ExitCode {
    let mut err = io::stderr().lock();
    let (status, said) = match done.and_then(|done| flushed(done, out)) {
        Ok((status, summary)) => (status, summary.map(|text| writeln!(err, "{}", printable::text(&text)))),
        Err(failure) => {
            let mut text = format!("error: {}\n", failure.message());
            if !failure.remedy().is_empty() {
                text.push_str(&format!("help: {}\n", failure.remedy()));
            }
            (failure.status(), Some(write!(err, "{}", printable::text(&text))))
        }
    };
    // If nothing can be said, the exit code still says it.
    match said {
        Some(Err(_)) | Some(Ok(())) | None => status.into(),
    }
}

fn flushed<T>(done: T, out: &mut impl Write) -> Result<T, Failure> {
    match out.flush() {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::undecided(format!("the output cannot be written: {error}"), ""))
        }
        _ => Ok(done),
    }
}
