//! `bailiwick diff FROM [TO]`: what differs for the agents of two workspaces, and which way it goes.

mod side;

use std::path::PathBuf;

use bailiwick_engine::diff::{self, Only};
use clap::{Args, ValueEnum};

use super::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::names;
use crate::output::diff::{Format, Named, Report};
use side::Side;

/// What `diff` is asked.
#[derive(Debug, Args)]
#[command(
    after_help = "Ends with 0, or with `--exit-code` with 1 where something differs; with `--only widens` as well, with 1 where \
                  something widens or is not proven not to."
)]
pub struct Arguments {
    /// The workspace to compare with: a folder
    #[arg(value_name = "FROM")]
    from: PathBuf,

    /// The workspace that is compared: a folder
    #[arg(value_name = "TO", default_value = ".")]
    to: PathBuf,

    /// Only these agents; `*` stands for any characters; may be repeated
    #[arg(long = "agent", value_name = "AGENT")]
    agents: Vec<String>,

    /// Only these environments; may be repeated
    #[arg(long = "env", value_name = "E")]
    environments: Vec<String>,

    /// Only what gives more, or may do so
    #[arg(long, value_enum, value_name = "WHAT")]
    only: Option<What>,

    /// End with 1 where something differs
    #[arg(long)]
    exit_code: bool,

    /// Print in this form
    #[arg(long, value_enum, default_value_t = Format::Human, value_name = "FORM")]
    format: Format,
}

/// The part of a difference that is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    /// What widens, and what is not proven not to
    Widens,
}

/// Compares and prints.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let before = Side::load(context, &arguments.from)?;
    let after = Side::load(context, &arguments.to)?;
    for name in &arguments.environments {
        if before.workspace.environment(name).is_none() {
            names::environment(&after.workspace, name)?;
        }
    }
    let only =
        Only { agents: arguments.agents.clone(), environments: arguments.environments.clone() };
    context.terminal.progress("comparing");
    let mut difference = diff::diff(&before.workspace, &after.workspace, &only);
    context.terminal.done();
    let left_out = if arguments.only.is_some() { difference.keep_widening() } else { 0 };
    let differs = !difference.is_empty() || !difference.is_whole();
    let report = Report {
        difference: &difference,
        before: Named { name: &before.name, prefix: before.prefix },
        after: Named { name: &after.name, prefix: after.prefix },
        left_out,
    };
    context.terminal.print(&arguments.format.print(&report, context.terminal.look()))?;
    Ok(if arguments.exit_code && differs { Exit::Found } else { Exit::Done })
}
