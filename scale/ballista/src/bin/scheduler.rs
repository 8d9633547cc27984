//! The command `spectable-scheduler`.
#![forbid(unsafe_code)]

use std::process::ExitCode;

use clap::Parser;
use spectable_ballista::scheduler::{Args, run};
use spectable_scale::{command_line, failure::Status};

fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => return command_line::usage(&error),
    };
    env_logger::Builder::from_env(env_logger::Env::default().default_filter_or("warn")).init();
    let done = command_line::block_on(run(args)).map(|()| (Status::Fine, None));
    command_line::end(done, &mut std::io::sink())
}
