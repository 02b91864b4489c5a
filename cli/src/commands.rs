//! The commands, one row each.

use clap::Subcommand;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::terminal::Terminal;

mod completions;
mod explain;
mod import;

/// What the tool can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Say what a rule finds or what a node of the language means
    Explain(explain::Arguments),
    /// Make Bailiwick files of another tool's agent definitions
    Import(import::Arguments),
    /// Print the completions of a shell
    Completions(completions::Arguments),
}

/// Where a command runs.
#[derive(Debug, Clone)]
pub struct Context {
    /// Where its answer goes.
    pub terminal: Terminal,
}

/// Runs a command.
///
/// # Errors
///
/// Where it could not do what it was asked.
pub fn run(command: Command, context: &Context) -> Result<Exit, Failure> {
    match command {
        Command::Explain(arguments) => explain::run(&arguments, context),
        Command::Import(arguments) => import::run(&arguments, context),
        Command::Completions(arguments) => completions::run(&arguments, context),
    }
}
