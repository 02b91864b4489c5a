//! The commands: each has a module, a variant and a line of `run` here.

mod can;
mod check;
mod comment;
mod completions;
mod diff;
mod drift;
mod explain;
mod fmt;
mod git_diff_driver;
mod hook;
mod import;
mod init;
mod list;
mod render;
mod schema;
mod show;
mod test;

use bailiwick_engine::workspace::{self, Workspace};
use clap::Subcommand;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::diagnostics::PathsFrom;
use crate::output::prefix::Prefix;
use crate::place::Place;
use crate::terminal::Terminal;

/// What the tool can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Start a small workspace that works
    Init(init::Arguments),
    /// Report what is wrong in a workspace
    Check(check::Arguments),
    /// Lay out KDL files canonically
    Fmt(fmt::Arguments),
    /// Show what an agent is given in an environment
    Show(show::Arguments),
    /// Say whether an agent may do something, and which rule decides it
    Can(can::Arguments),
    /// Say what differs for the agents of two workspaces, and which way it goes
    Diff(diff::Arguments),
    /// Print what `git diff` shows of a file, as a difference for agents
    GitDiffDriver(git_diff_driver::Arguments),
    /// Keep one comment of a pull request up to date
    Comment(comment::Arguments),
    /// Run the scenarios: is what they expect what is decided?
    Test(test::Arguments),
    /// Answer a coding assistant that is about to use a tool
    Hook(hook::Arguments),
    /// List the agents of a workspace
    List(list::Arguments),
    /// Say what a rule finds or what a node of the language means
    Explain(explain::Arguments),
    /// Make Bailiwick files of another tool's agent definitions
    Import(import::Arguments),
    /// Write agents down for the runtimes that run them
    Render(render::Arguments),
    /// Say how what stands in a folder differs from what would be rendered, and what that means
    Drift(drift::Arguments),
    /// Print the JSON Schema of what the tool prints
    Schema(schema::Arguments),
    /// Print the completions of a shell
    Completions(completions::Arguments),
}

/// Where a command runs.
#[derive(Debug, Clone)]
pub struct Context {
    /// Where its answer goes.
    pub terminal: Terminal,
    /// Where it runs.
    pub place: Place,
}

impl Context {
    /// The workspace around, read, and how its paths are printed.
    ///
    /// # Errors
    ///
    /// Where there is none.
    pub fn workspace(&self) -> Result<(Workspace, Prefix), Failure> {
        let found = self.place.workspace(&[])?;
        self.terminal.progress("reading the workspace");
        let workspace = workspace::load(&found.disk);
        self.terminal.done();
        Ok((workspace, self.place.prefix(found.disk.root(), PathsFrom::CurrentDirectory)))
    }
}

/// Runs a command.
///
/// # Errors
///
/// Where it could not do what it was asked.
pub fn run(command: Command, context: &Context) -> Result<Exit, Failure> {
    match command {
        Command::Init(arguments) => init::run(&arguments, context),
        Command::Check(arguments) => check::run(&arguments, context),
        Command::Fmt(arguments) => fmt::run(&arguments, context),
        Command::Show(arguments) => show::run(&arguments, context),
        Command::Can(arguments) => can::run(&arguments, context),
        Command::Diff(arguments) => diff::run(&arguments, context),
        Command::GitDiffDriver(arguments) => git_diff_driver::run(&arguments, context),
        Command::Comment(arguments) => comment::run(&arguments, context),
        Command::Test(arguments) => test::run(&arguments, context),
        Command::Hook(arguments) => hook::run(arguments, context),
        Command::List(arguments) => list::run(&arguments, context),
        Command::Import(arguments) => import::run(&arguments, context),
        Command::Render(arguments) => render::run(&arguments, context),
        Command::Drift(arguments) => drift::run(&arguments, context),
        Command::Schema(arguments) => schema::run(&arguments, context),
        Command::Explain(arguments) => explain::run(&arguments, context),
        Command::Completions(arguments) => completions::run(&arguments, context),
    }
}
