//! `bailiwick completions SHELL`: the completions of a shell.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::Context;
use crate::arguments;
use crate::exit::Exit;
use crate::failure::Failure;

/// What `completions` is asked.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Prints the completions.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let mut command = arguments::Arguments::command();
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, "bailiwick", &mut script);
    context.terminal.print(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Done)
}
