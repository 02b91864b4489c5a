//! `bailiwick hook`: the gate before each tool of a coding assistant, and the policy file that it reads.

mod compile;
mod gate;
mod guarded;

use std::path::{Path, PathBuf};

use bailiwick_engine::check::rules::leaves_out;
use bailiwick_engine::permission::Compiled;
use bailiwick_engine::workspace;
use bailiwick_engine::world::Disk;
use clap::{Args, Subcommand, ValueEnum};

use super::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::names;
use crate::output::count::counted;
use crate::output::visible::visible;
use crate::place::Place;

/// What `hook` is asked.
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "Reads one event on standard input and answers in the form of its runtime. Everything that goes wrong blocks the tool: \
                  the process ends with 2 and says why in one line."
)]
pub struct Arguments {
    /// What to do instead of answering an event
    #[command(subcommand)]
    command: Option<Command>,

    /// The event and what decides it
    #[command(flatten)]
    gate: Gate,
}

/// What else `hook` does.
#[derive(Debug, Subcommand)]
enum Command {
    /// Write the policy file of an agent, which decides without the workspace
    Compile(compile::Arguments),
}

/// How an event is answered.
#[derive(Debug, Clone, Args)]
struct Gate {
    /// Decide by the rules of this workspace, where no policy file is named
    #[arg(value_name = "PATH", conflicts_with = "policy")]
    path: Option<PathBuf>,

    /// Decide by this policy file, as `hook compile` wrote it
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,

    /// The agent; an instance as `agent/row`
    #[arg(
        long,
        value_name = "AGENT",
        conflicts_with = "policy",
        required_unless_present = "policy"
    )]
    agent: Option<String>,

    /// The environment
    #[arg(long = "env", value_name = "E", conflicts_with = "policy")]
    environment: Option<String>,

    /// Whose event it is; told by the event where nothing is said
    #[arg(long, value_enum, value_name = "FORM")]
    form: Option<Form>,

    /// Add a line of JSON to this file for each decision; where that fails, the tool is blocked
    #[arg(long, value_name = "FILE")]
    log: Option<PathBuf>,

    /// Tell the runtime that it need not ask where the rules allow, instead of leaving that to its own rules
    #[arg(long)]
    grant: bool,

    /// Say for people what is decided and why, instead of answering
    #[arg(long)]
    explain: bool,
}

/// Whose event it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// Claude Code: `PreToolUse`
    ClaudeCode,
    /// Codex CLI: `PreToolUse`
    Codex,
    /// Gemini CLI: `BeforeTool`
    Gemini,
    /// OpenCode: what a plugin passes on
    Opencode,
}

/// Answers an event, or writes a policy file.
pub fn run(arguments: Arguments, context: &Context) -> Result<Exit, Failure> {
    match arguments.command {
        Some(Command::Compile(arguments)) => compile::run(&arguments, context),
        None => Ok(gate::run(arguments.gate, &context.place)),
    }
}

/// The rules of an agent as a workspace has them, with its folder; `root` is told from it.
fn compiled(
    place: &Place,
    path: Option<&Path>,
    (agent, environment): (&str, Option<&str>),
    root: impl FnOnce(&Path) -> String,
) -> Result<(Compiled, PathBuf), Failure> {
    let paths: Vec<PathBuf> = path.map(Path::to_path_buf).into_iter().collect();
    let disk: Disk = place.workspace(&paths)?.disk;
    let workspace = workspace::load(&disk);
    let gaps = workspace.diagnostics().errors_of(leaves_out);
    if gaps > 0 {
        let message = format!(
            "the workspace has {}, so a rule may be missing that denies",
            counted(gaps, "error")
        );
        return Err(Failure::new(message).help("`bailiwick check` says what they are"));
    }
    let environment = names::chosen(&workspace, environment)?;
    let effective = names::agent_in(&workspace, agent, environment)?;
    let contexts = workspace.contexts(environment);
    if !contexts.is_present(&effective) {
        return Err(Failure::new(format!(
            "`{}` is not present in `{}`: the lifecycle does not allow its stage there",
            visible(agent),
            visible(effective.environment_name().unwrap_or_default())
        )));
    }
    let digest = contexts.digest(&effective);
    Ok((Compiled::of(&effective, digest, &root(disk.root())), disk.root().to_path_buf()))
}
