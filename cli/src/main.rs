//! The `bailiwick` command: parse the arguments, run the command, exit.

mod arguments;
mod commands;
mod exit;
mod failure;
mod names;
mod notes;
mod output;
mod place;
mod terminal;

use std::io::Write;
use std::process::ExitCode;

use arguments::Arguments;
use commands::Context;
use exit::Exit;
use failure::Failure;
use output::visible::{is_invisible, visible_lines};
use place::Place;
use terminal::Terminal;

/// Checking makes many small allocations on all threads at once, which the system's allocator serialises.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = match Arguments::read() {
        Ok(arguments) => arguments,
        Err(error) => return refuse(&error),
    };
    let terminal = Terminal::new(arguments.color);
    let exit = run(arguments, terminal).unwrap_or_else(|failure| {
        terminal.error(&failure.message, failure.help.as_deref());
        Exit::Failed
    });
    exit.into()
}

/// Prints help, the version, or what is wrong with the arguments.
fn refuse(error: &clap::Error) -> ExitCode {
    // An argument may be the name of a stranger's file, which must not move the cursor.
    let moves = |word: std::ffi::OsString| word.to_string_lossy().chars().any(is_invisible);
    let _nobody_reads = if error.use_stderr() && std::env::args_os().any(moves) {
        let shown = error.to_string();
        let shown = visible_lines(&shown);
        std::io::stderr().write_all(shown.as_bytes())
    } else {
        error.print()
    };
    if error.use_stderr() { Exit::Failed.into() } else { Exit::Done.into() }
}

fn run(arguments: Arguments, terminal: Terminal) -> Result<Exit, Failure> {
    let threads = arguments.threads.map_or(0, usize::from);
    if threads > 0 {
        // The pool is made once, before anything runs in it, so this cannot fail. Otherwise it is made where it is wanted.
        let _made_once = rayon::ThreadPoolBuilder::new().num_threads(threads).build_global();
    }
    let place = Place::new(arguments.directory.as_deref(), threads)?;
    commands::run(arguments.command, &Context { terminal, place })
}
