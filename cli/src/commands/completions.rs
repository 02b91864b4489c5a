//! `bailiwick completions SHELL`: the completions of a shell.

use std::fmt::Write as _;

use clap::{Arg, Args, Command, CommandFactory};
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
    let mut script = String::from_utf8_lossy(&script).into_owned();
    if arguments.shell == Shell::Fish {
        script.push_str(&fish_arguments(&command));
    }
    context.terminal.print(&script)?;
    Ok(Exit::Done)
}

/// The words that the commands' arguments take, which the generator leaves out for fish.
fn fish_arguments(command: &Command) -> String {
    let mut lines = String::new();
    for command in command.get_subcommands() {
        let arguments = command.get_positionals();
        for word in arguments.flat_map(Arg::get_possible_values) {
            let name = command.get_name();
            let help = word.get_help().map(ToString::to_string).unwrap_or_default();
            let help = help.replace('\\', "\\\\").replace('\'', "\\'");
            let word = word.get_name();
            let _infallible = writeln!(
                lines,
                "complete -c bailiwick -n \"__fish_bailiwick_using_subcommand {name}\" -f -a \"{word}\" -d '{help}'"
            );
        }
    }
    lines
}
