//! The command line: global options and the commands.

use clap::builder::styling::{AnsiColor, Styles};
use clap::{ColorChoice, CommandFactory, FromArgMatches, Parser};

use crate::commands::Command;
use crate::terminal::Colour;

/// Declare, check and show what AI agents are given
#[derive(Debug, Parser)]
#[command(name = "bailiwick", version, styles = STYLES, max_term_width = 100, arg_required_else_help = true)]
pub struct Arguments {
    /// Run as if started in this folder
    #[arg(short = 'C', long, global = true, help_heading = GLOBAL, value_name = "DIR")]
    pub directory: Option<std::path::PathBuf>,

    /// Colour the output
    #[arg(
        long,
        global = true, help_heading = GLOBAL,
        value_enum,
        default_value_t,
        value_name = "WHEN",
        hide_possible_values = true
    )]
    pub color: Colour,

    /// Use this many threads; all cores where nothing is said
    #[arg(long, global = true, help_heading = GLOBAL, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    pub threads: Option<u16>,

    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

/// The heading of the options that every command has.
const GLOBAL: &str = "Global options";

impl Arguments {
    /// Parses the process's arguments.
    ///
    /// # Errors
    ///
    /// Where they are wrong, or ask for help or the version; the error prints itself and knows its exit code.
    pub fn read() -> Result<Self, clap::Error> {
        let words: Vec<_> = std::env::args_os().collect();
        let command = Self::command().color(colour_of_help(&words));
        Self::from_arg_matches(&command.try_get_matches_from(words)?)
    }
}

/// The wish for colour that usage errors and help follow, which are printed before the arguments are known.
fn colour_of_help(words: &[std::ffi::OsString]) -> ColorChoice {
    let mut words = words.iter().filter_map(|word| word.to_str());
    let mut choice = ColorChoice::Auto;
    while let Some(word) = words.next() {
        let value = if word == "--color" { words.next() } else { word.strip_prefix("--color=") };
        match value {
            Some("always") => choice = ColorChoice::Always,
            Some("never") => choice = ColorChoice::Never,
            _ => {}
        }
    }
    choice
}
