//! `bailiwick test`: whether agents are allowed, asked for and denied what scenarios expect.

use std::collections::BTreeSet;

use bailiwick_engine::scenario::{self, Selection};
use bailiwick_engine::workspace::{self, Workspace};
use bailiwick_schema::suggest::{nearest, question};
use bailiwick_schema::vocabulary::Kind;
use clap::Args;

use super::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::names;
use crate::notes;
use crate::output::decision::Places;
use crate::output::diagnostics::PathsFrom;
use crate::output::test::{Format, Report};
use crate::output::visible::visible;

/// What `test` is asked.
#[derive(Debug, Args)]
#[command(
    after_help = "Ends with 0 where all that is expected is so, with 1 where something is not or a scenario cannot be run."
)]
pub struct Arguments {
    /// Only the scenarios of this name; `*` stands for any characters
    #[arg(long, value_name = "NAME")]
    scenario: Option<String>,

    /// Only what is expected of this agent; an instance as `agent/row`
    #[arg(long, value_name = "AGENT")]
    agent: Option<String>,

    /// Only what is expected in this environment
    #[arg(long = "env", value_name = "E")]
    environment: Option<String>,

    /// Print in this form
    #[arg(long, value_enum, default_value_t = Format::Human, value_name = "FORM")]
    format: Format,
}

/// Runs the scenarios.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let found = context.place.workspace(&[])?;
    context.terminal.progress("testing");
    let workspace = workspace::load(&found.disk);
    refuse_unknown(&workspace, arguments)?;
    let selection = Selection {
        scenario: arguments.scenario.as_deref(),
        agent: arguments.agent.as_deref(),
        environment: arguments.environment.as_deref(),
    };
    let report = Report { workspace: &workspace, tested: scenario::run(&workspace, selection) };
    context.terminal.done();
    notes::errors(context, &workspace);
    note_absent(context, &report);
    if report.tested.is_empty() {
        note_nothing(context, &workspace);
    }
    let prefix = context.place.prefix(found.disk.root(), PathsFrom::CurrentDirectory);
    let mut places = Places::new(&prefix);
    let text = arguments.format.print(&report, &mut places, context.terminal.look());
    context.terminal.print(&text)?;
    Ok(if report.holds() { Exit::Done } else { Exit::Found })
}

/// Refuses names that nothing has, so that a slip does not test nothing.
fn refuse_unknown(workspace: &Workspace, arguments: &Arguments) -> Result<(), Failure> {
    if let Some(name) = &arguments.environment {
        names::environment(workspace, name)?;
    }
    if let Some(name) = &arguments.agent {
        names::agent_in(workspace, name, None)?;
    }
    let Some(wanted) = &arguments.scenario else { return Ok(()) };
    let names = || workspace.fleet().names().of(Kind::Scenario).map(|(name, _)| name);
    if names().any(|name| bailiwick_engine::pattern::matches(wanted, name)) {
        return Ok(());
    }
    let failure = Failure::new(format!("no scenario is called `{}`", visible(wanted)));
    Err(match nearest(wanted, names()) {
        Some(near) => failure.help(question(visible(near))),
        None => failure.help("name one as it is written, or a part of it with `*` around"),
    })
}

/// Says where an agent is asked about that is not there.
fn note_absent(context: &Context, report: &Report<'_>) {
    let outcomes = report.tested.iter().flat_map(|tested| &tested.outcomes);
    let absent: BTreeSet<(&str, &str)> = outcomes
        .filter(|outcome| !outcome.is_present)
        .map(|outcome| (outcome.agent, outcome.environment.unwrap_or_default()))
        .collect();
    for (agent, environment) in absent {
        context.terminal.note(&format!(
            "note: `{}` is not present in `{}`: what it would be given there is tested",
            visible(agent),
            visible(environment)
        ));
    }
}

fn note_nothing(context: &Context, workspace: &Workspace) {
    let text = if workspace.fleet().names().count(Kind::Scenario) == 0 {
        "note: the workspace has no scenario; `bailiwick explain scenario` shows one"
    } else {
        "note: no scenario expects anything of that"
    };
    context.terminal.note(text);
}
