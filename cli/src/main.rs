//! The `bailiwick` command: parse the arguments, run the command, exit.

#![expect(dead_code, reason = "the forms of findings are printed by `check`")]

use std::process::ExitCode;

use arguments::Arguments;
use commands::Context;
use exit::Exit;
use terminal::Terminal;

mod arguments;
mod commands;
mod exit;
mod failure;
mod output;
mod terminal;

fn main() -> ExitCode {
    let arguments = match Arguments::read() {
        Ok(arguments) => arguments,
        Err(error) => {
            let _nobody_reads = error.print();
            return if error.use_stderr() { Exit::Failed.into() } else { Exit::Done.into() };
        }
    };
    let terminal = Terminal::new(arguments.color);
    let exit = commands::run(arguments.command, &Context { terminal }).unwrap_or_else(|failure| {
        terminal.error(&failure.message, failure.help.as_deref());
        Exit::Failed
    });
    exit.into()
}
