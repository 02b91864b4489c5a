//! `bailiwick show AGENT --env E`: what an agent is given in an environment, or all of them.

mod all;

use bailiwick_engine::compose::{self, Effective};
use bailiwick_engine::show::{self, Taken};
use bailiwick_engine::workspace::Workspace;
use bailiwick_schema::document::Item;
use clap::{Args, ValueEnum};

use super::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::names;
use crate::notes;
use crate::output::json::{json_line, json_text};
use crate::output::visible::visible_lines;
use crate::output::why;

/// What `show` is asked.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The agent; an instance as `agent/row`
    #[arg(value_name = "AGENT", required_unless_present = "all")]
    agent: Option<String>,

    /// Every agent that is present in the environment, one with `instances` once a row
    #[arg(long, conflicts_with_all = ["agent", "why"])]
    all: bool,

    /// The environment
    #[arg(long = "env", value_name = "E")]
    environment: Option<String>,

    /// Print in this form
    #[arg(long, value_enum, default_value_t = Format::Kdl, value_name = "FORM")]
    format: Format,

    /// Say where each value came from and what it overrode
    #[arg(long)]
    why: bool,
}

/// A form in which a context is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// As one node of KDL; with `--why` a line a value
    Kdl,
    /// JSON, as `bailiwick schema context` (with `--why`: `schema why`) says; with `--all` one context a line
    Json,
}

/// Prints the context.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let (workspace, prefix) = context.workspace()?;
    let environment = names::chosen(&workspace, arguments.environment.as_deref())?;
    notes::errors(context, &workspace);
    let contexts = workspace.contexts(environment);
    let Some(agent) = &arguments.agent else {
        let environment = environment.and_then(Item::text);
        return all::run(context, &contexts, arguments.format, environment);
    };
    let effective = names::agent_in(&workspace, agent, environment)?;
    notes::absence(context, &contexts, &effective);
    let taken = if arguments.why { taken(&workspace, &effective) } else { Vec::new() };
    let text = match (arguments.format, arguments.why) {
        (Format::Kdl, false) => visible_lines(&show::kdl(&effective)).into_owned(),
        (Format::Kdl, true) => why::human(&show::origins(&effective), &taken, &prefix),
        (Format::Json, true) => why::json(&effective, &show::origins(&effective), &taken),
        (Format::Json, false) => json(&contexts.json(&effective)),
    };
    context.terminal.print(&text)?;
    Ok(Exit::Done)
}

/// What layers took away from the agent in its environment.
fn taken(workspace: &Workspace, effective: &Effective<'_>) -> Vec<Taken> {
    let lineage = compose::lineage(workspace.fleet(), effective.agent);
    show::taken(&lineage, effective.environment)
}

/// The context, indented.
fn json(canonical: &str) -> String {
    serde_json::from_str(canonical).map_or_else(|_| json_line(canonical), |value| json_text(&value))
}
