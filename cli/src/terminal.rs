//! The terminal: colour, width, and output that ends quietly when nobody reads it.

#[cfg(test)]
mod tests;

use std::ffi::OsStr;
use std::io::{self, ErrorKind, IsTerminal, Write};

use clap::ValueEnum;

/// When output is coloured.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    /// On a terminal, unless `NO_COLOR` is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// How text is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Whether colours may be used.
    pub colour: bool,
    /// The width in columns; none where there is no terminal.
    pub width: Option<usize>,
}

impl Look {
    /// Without colour, of no particular width.
    #[cfg(test)]
    pub const PLAIN: Self = Self { colour: false, width: None };
}

/// Where the answer and everything else goes.
#[derive(Debug, Clone, Copy)]
pub struct Terminal {
    output: Look,
    error: Look,
    progress: bool,
}

/// What of the environment decides about colour.
#[derive(Debug, Clone, Copy, Default)]
struct Wishes {
    no_color: bool,
    clicolor_force: bool,
    dumb: bool,
}

impl Terminal {
    /// The process's own terminal.
    #[must_use]
    pub fn new(colour: Colour) -> Self {
        let wishes = Wishes::read(|name| std::env::var_os(name));
        let output = io::stdout().is_terminal();
        let error = io::stderr().is_terminal();
        Self {
            output: Look { colour: wishes.colour(colour, output), width: width(output) },
            error: Look { colour: wishes.colour(colour, error), width: width(error) },
            progress: error && !wishes.dumb,
        }
    }

    /// How the answer is drawn.
    #[must_use]
    pub const fn look(&self) -> Look {
        self.output
    }

    /// How everything else is drawn.
    #[must_use]
    pub const fn error_look(&self) -> Look {
        self.error
    }

    /// Prints a part of the answer. Where the reader has gone, that is no error: it has read enough.
    ///
    /// # Errors
    ///
    /// Where the output cannot be written for another reason, such as a full disk.
    pub fn print(&self, text: &str) -> io::Result<()> {
        let mut output = io::stdout().lock();
        match output.write_all(text.as_bytes()).and_then(|()| output.flush()) {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error),
            _ => Ok(()),
        }
    }

    /// Prints a line beside the answer.
    pub fn note(&self, text: &str) {
        write_error(&format!("{text}\n"));
    }

    /// Prints why something could not be done, and what to do.
    pub fn error(&self, message: &str, help: Option<&str>) {
        let (red, cyan, reset) =
            if self.error.colour { ("\x1b[1;91m", "\x1b[1;96m", "\x1b[0m") } else { ("", "", "") };
        write_error(&format!("{red}error{reset}: {message}\n"));
        if let Some(help) = help {
            write_error(&format!("{cyan}help{reset}: {help}\n"));
        }
    }

    /// Shows what is being done, on a terminal only; [`Terminal::done`] takes it away.
    pub fn progress(&self, text: &str) {
        if self.progress {
            write_error(&format!("\r{text}\x1b[K"));
        }
    }

    /// Takes away what [`Terminal::progress`] showed.
    pub fn done(&self) {
        if self.progress {
            write_error("\r\x1b[K");
        }
    }
}

/// Writes beside the answer; where nobody reads that either, there is nobody to tell.
fn write_error(text: &str) {
    let _nobody_reads = io::stderr().lock().write_all(text.as_bytes());
}

fn width(is_terminal: bool) -> Option<usize> {
    let (width, _) = is_terminal.then(terminal_size::terminal_size).flatten()?;
    Some(usize::from(width.0).max(40))
}

impl Wishes {
    fn read<T: AsRef<OsStr>>(variable: impl Fn(&str) -> Option<T>) -> Self {
        let value = |name: &str| variable(name).map(|value| value.as_ref().to_os_string());
        let is_set = |name: &str| value(name).is_some_and(|value| !value.is_empty());
        Self {
            no_color: is_set("NO_COLOR"),
            clicolor_force: is_set("CLICOLOR_FORCE"),
            dumb: value("TERM").is_some_and(|term| term == "dumb"),
        }
    }

    const fn colour(self, choice: Colour, is_terminal: bool) -> bool {
        match choice {
            Colour::Always => true,
            Colour::Never => false,
            // The same order as in clap's own help and usage errors.
            Colour::Auto if self.clicolor_force => true,
            Colour::Auto if self.no_color => false,
            Colour::Auto => is_terminal && !self.dumb,
        }
    }
}
