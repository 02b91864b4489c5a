//! `bailiwick show AGENT --env E`: what an agent is given in an environment, or all of them.

mod all;

use bailiwick_engine::compose::{self, Effective};
use bailiwick_engine::show::{self, Taken};
use bailiwick_engine::workspace::{self, Contexts, Workspace};
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::Severity;
use bailiwick_schema::suggest::{nearest, question};
use bailiwick_schema::vocabulary::Kind;
use clap::{Args, ValueEnum};

use super::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::names;
use crate::output::count::counted;
use crate::output::diagnostics::PathsFrom;
use crate::output::json::{json_line, json_text};
use crate::output::visible::{visible, visible_lines};
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
    let found = context.place.workspace(&[])?;
    context.terminal.progress("reading the workspace");
    let workspace = workspace::load(&found.disk);
    context.terminal.done();
    let environment = environment(arguments, &workspace)?;
    note_errors(context, &workspace);
    let contexts = workspace.contexts(environment);
    let Some(agent) = &arguments.agent else {
        let environment = environment.and_then(Item::text);
        return all::run(context, &contexts, arguments.format, environment);
    };
    let effective = effective(&workspace, agent, environment)?;
    note_absence(context, &contexts, &effective);
    let prefix = context.place.prefix(found.disk.root(), PathsFrom::CurrentDirectory);
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

/// The environment that is asked for; none where the workspace has none.
fn environment<'w>(
    arguments: &Arguments,
    workspace: &'w Workspace,
) -> Result<Option<Item<'w>>, Failure> {
    if let Some(name) = &arguments.environment {
        return names::environment(workspace, name).map(Some);
    }
    let all = workspace.fleet().environments();
    if all.is_empty() {
        return Ok(None);
    }
    let all: Vec<String> =
        all.into_iter().filter_map(Item::text).map(|name| format!("`{}`", visible(name))).collect();
    Err(Failure::new("an agent is shown in one environment, and none is named")
        .help(format!("add `--env E`, where `E` is one of {}", all.join(", "))))
}

fn effective<'w>(
    workspace: &'w Workspace,
    name: &str,
    environment: Option<Item<'w>>,
) -> Result<Effective<'w>, Failure> {
    if let Some(agent) = workspace.agent(name) {
        return Ok(workspace.effective(agent, environment));
    }
    let Some((agent, row)) = workspace.instance(name) else {
        return Err(unknown(workspace, name));
    };
    let mut effective = workspace.effective(agent, environment);
    effective.instance = Some(row);
    Ok(effective)
}

/// Why an agent is refused; of an agent with `instances`, with the rows that it has.
fn unknown(workspace: &Workspace, name: &str) -> Failure {
    let row = name.rsplit_once('/').and_then(|(agent, row)| {
        let rows = workspace.rows(workspace.agent(agent)?);
        (!rows.is_empty()).then_some((agent, row, rows))
    });
    let Some((agent, row, rows)) = row else {
        return names::unknown(workspace, Kind::Agent, name);
    };
    let failure = Failure::new(format!("`{}` has no instance `{}`", visible(agent), visible(row)));
    let known = || rows.iter().map(|row| row.name.as_str());
    if let Some(near) = nearest(row, known()) {
        return failure.help(question(visible(&format!("{agent}/{near}"))));
    }
    let some: Vec<String> = known().take(10).map(|row| format!("`{}`", visible(row))).collect();
    let more =
        if rows.len() > some.len() { "; `bailiwick list --instances` lists all" } else { "" };
    failure.help(format!("it has {}{more}", some.join(", ")))
}

/// The context, indented.
fn json(canonical: &str) -> String {
    serde_json::from_str(canonical).map_or_else(|_| json_line(canonical), |value| json_text(&value))
}

/// Says so where the agent's stage may not live in the environment.
fn note_absence(context: &Context, contexts: &Contexts<'_>, effective: &Effective<'_>) {
    if contexts.is_present(effective) {
        return;
    }
    context.terminal.note(&format!(
        "note: `{}` is not present in `{}`: the lifecycle does not allow its stage `{}` there",
        visible(&effective.name()),
        visible(effective.environment_name().unwrap_or_default()),
        visible(effective.stage().unwrap_or_default())
    ));
}

/// Says so where the workspace has errors, so that what is shown may be a part only.
fn note_errors(context: &Context, workspace: &Workspace) {
    let shown = workspace.diagnostics();
    let errors = shown.diagnostics.iter().filter(|finding| finding.severity == Severity::Error);
    let errors = errors.count() + shown.unlisted;
    if errors > 0 {
        context.terminal.note(&format!(
            "note: the workspace has {}, so something may be missing: `bailiwick check` says what",
            counted(errors, "error")
        ));
    }
}
