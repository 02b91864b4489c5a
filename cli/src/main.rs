//! The `bailiwick` command: parse the arguments, run the command, exit.

use std::process::ExitCode;

use arguments::Arguments;
use commands::Context;
use exit::Exit;
use failure::Failure;
use place::Place;
use terminal::Terminal;

mod arguments;
mod commands;
mod exit;
mod failure;
mod names;
mod output;
mod place;
mod terminal;

/// Checking makes many small allocations on all threads at once, which the system's allocator serialises.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = match Arguments::read() {
        Ok(arguments) => arguments,
        Err(error) => {
            let _nobody_reads = error.print();
            return if error.use_stderr() { Exit::Failed.into() } else { Exit::Done.into() };
        }
    };
    let terminal = Terminal::new(arguments.color);
    let exit = run(arguments, terminal).unwrap_or_else(|failure| {
        terminal.error(&failure.message, failure.help.as_deref());
        Exit::Failed
    });
    exit.into()
}

fn run(arguments: Arguments, terminal: Terminal) -> Result<Exit, Failure> {
    let threads = arguments.threads.map_or(0, usize::from);
    // The pool is made once, before anything runs in it, so this cannot fail.
    let _made_once = rayon::ThreadPoolBuilder::new().num_threads(threads).build_global();
    let place = Place::new(arguments.directory.as_deref(), threads)?;
    commands::run(arguments.command, &Context { terminal, place })
}
