//! `spectable completions` and `spectable man`: what a shell and `man` know of the command.

use std::{fs, path::PathBuf};

use clap_complete::{Shell, generate};

use crate::terminal::{
    output::Output,
    status::{Failure, Status},
};

/// The command line of `spectable completions`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  source <(spectable completions bash)\n  spectable completions zsh > ~/.zfunc/_spectable\n  spectable completions fish > ~/.config/fish/completions/spectable.fish"
)]
pub struct Args {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// The command line of `spectable man`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  spectable man ~/.local/share/man/man1 && man spectable-diff")]
pub struct ManArgs {
    /// The folder to write the pages to: one for each command. Pages of these names that are there are replaced
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

/// Runs `spectable completions`; `whole` is the command line of all commands.
///
/// # Errors
/// If the script cannot be written.
pub fn run(args: Args, mut whole: clap::Command, output: &mut Output) -> Result<Status, Failure> {
    let mut script = Vec::new();
    generate(args.shell, &mut whole, "spectable", &mut script);
    output.write(&String::from_utf8_lossy(&script))?;
    Ok(Status::Fine)
}

/// Runs `spectable man`; `whole` is the command line of all commands.
///
/// # Errors
/// If a page cannot be written.
pub fn man(args: ManArgs, whole: clap::Command, output: &mut Output) -> Result<Status, Failure> {
    let folder = args.folder;
    let unwritten = |error| {
        Failure::bad_input(
            format!("`{}` cannot be written: {error}", folder.display()),
            "give a folder that you may write to",
        )
    };
    fs::create_dir_all(&folder).map_err(unwritten)?;
    clap_mangen::generate_to(whole, &folder).map_err(unwritten)?;
    output.note(&format!("the pages are in `{}`", folder.display()))?;
    Ok(Status::Fine)
}
