//! The command `spectable-scale`.
#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    spectable_scale::command_line::main(std::env::args_os())
}
