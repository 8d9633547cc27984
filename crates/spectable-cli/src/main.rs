//! The command `spectable`.
#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    spectable_cli::main(std::env::args_os())
}
