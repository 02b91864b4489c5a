//! `bailiwick can AGENT ACTION RESOURCE --env E`: what is decided on a request, and by which rule.

mod who;

use bailiwick_engine::compose::Effective;
use bailiwick_engine::permission::{Absence, Action, Answer, Authority, Effect, Reason, Resource};
use bailiwick_engine::workspace::{self, Workspace};
use bailiwick_schema::document::Item;
use bailiwick_schema::suggest::{nearest, question};
use bailiwick_schema::vocabulary::Kind;
use clap::Args;

use super::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::names;
use crate::notes;
use crate::output::decision;
use crate::output::diagnostics::PathsFrom;
use crate::output::prefix::Prefix;
use crate::output::visible::visible;

/// What `can` is asked.
#[derive(Debug, Args)]
#[command(
    after_help = "Ends with 0 where the request is allowed, with 1 where it must be asked for or is denied."
)]
pub struct Arguments {
    /// The agent; an instance as `agent/row`
    #[arg(value_name = "AGENT", required_unless_present = "who")]
    agent: Option<String>,

    /// What it wants to do: read, write, fetch, call, delegate, recall or remember
    #[arg(value_name = "ACTION", required_unless_present = "who")]
    action: Option<String>,

    /// What it wants to do it to: a path, a URL, `server/tool`, an agent, a memory
    #[arg(value_name = "RESOURCE", required_unless_present = "who")]
    resource: Option<String>,

    /// List every agent that may do something that the pattern matches, with a request
    #[arg(long, num_args = 2, value_names = ["ACTION", "PATTERN"], conflicts_with = "agent")]
    who: Option<Vec<String>>,

    /// The environment
    #[arg(long = "env", value_name = "E")]
    environment: Option<String>,
}

/// Decides and says why.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let found = context.place.workspace(&[])?;
    context.terminal.progress("reading the workspace");
    let workspace = workspace::load(&found.disk);
    context.terminal.done();
    let environment = names::chosen(&workspace, arguments.environment.as_deref())?;
    notes::errors(context, &workspace);
    let contexts = workspace.contexts(environment);
    if let Some([word, pattern]) = arguments.who.as_deref() {
        let asked = (action(word)?, pattern.as_str());
        return who::run(context, &contexts, asked, environment.and_then(Item::text));
    }
    let [Some(agent), Some(word), Some(resource)] =
        [&arguments.agent, &arguments.action, &arguments.resource]
    else {
        return Err(Failure::new("an agent, an action and a resource are needed"));
    };
    let action = action(word)?;
    let effective = names::agent_in(&workspace, agent, environment)?;
    notes::absence(context, &contexts, &effective);
    let authority = Authority::of(&effective);
    let answer = authority.decide(action, resource);
    let prefix = context.place.prefix(found.disk.root(), PathsFrom::CurrentDirectory);
    let mut text = format!("{}\n", verdict(&effective, action, &answer, resource));
    text.push_str(&reason(&answer, &workspace, &effective, &prefix));
    context.terminal.print(&text)?;
    Ok(if answer.effect == Effect::Allow { Exit::Done } else { Exit::Found })
}

/// The action of this name.
fn action(word: &str) -> Result<Action, Failure> {
    Action::named(word).ok_or_else(|| {
        let failure = Failure::new(format!("there is no action `{}`", visible(word)));
        let all = Action::ALL.map(Action::as_str);
        match nearest(word, all) {
            Some(near) => failure.help(question(near)),
            None => failure.help(format!("write one of {}", all.join(", "))),
        }
    })
}

/// The decision as a sentence.
fn verdict(
    effective: &Effective<'_>,
    action: Action,
    answer: &Answer<'_, '_>,
    asked: &str,
) -> String {
    let may = match answer.effect {
        Effect::Deny => "may not",
        Effect::Ask | Effect::Allow => "may",
    };
    let resource = answer.resource.as_ref().map_or(asked, Resource::as_str);
    let here = effective
        .environment_name()
        .map_or_else(String::new, |name| format!(" in `{}`", visible(name)));
    let when = if answer.effect == Effect::Ask { ", when a person agrees" } else { "" };
    format!(
        "{}: `{}` {may} {action} `{}`{here}{when}",
        answer.effect,
        visible(&effective.name()),
        visible(resource),
    )
}

/// Why it is decided like this, a line each.
fn reason(
    answer: &Answer<'_, '_>,
    workspace: &Workspace,
    effective: &Effective<'_>,
    prefix: &Prefix,
) -> String {
    match &answer.reason {
        Reason::Rules { by, overrode } => decision::lines(by, overrode, prefix),
        Reason::NoRule => {
            "  no rule of its `permissions` matches, and what no rule matches is denied\n"
                .to_owned()
        }
        Reason::Refused(refusal) => format!("  {refusal}\n"),
        Reason::Absent(absence) => absent(absence, workspace, effective),
    }
}

/// What is missing, and where it would be declared.
fn absent(absence: &Absence, workspace: &Workspace, effective: &Effective<'_>) -> String {
    let agent = effective.agent.text().unwrap_or_default();
    let (kind, name, node) = match absence {
        Absence::Tool(server, tool) => {
            let (server, tool) = (visible(server), visible(tool));
            return format!(
                "  the `only` of `{agent}` leaves `{tool}` of the server `{server}` out\n  \
                 add it there: `server \"{server}\" {{ only \"{tool}\"; }}`\n"
            );
        }
        Absence::Server(name) => (Kind::Server, name, "server"),
        Absence::Delegate(name) => (Kind::Agent, name, "delegate"),
        Absence::Memory(name) => (Kind::Memory, name, "memory"),
    };
    let shown = visible(name);
    let what = match absence {
        Absence::Delegate(_) => format!("hands no work to `{shown}`"),
        _ => format!("has no {node} `{shown}`"),
    };
    let mut text = format!("  `{}` {what}: no rule is looked at\n", visible(agent));
    if workspace.fleet().find(kind, name).is_none() {
        let Failure { message, help } = names::unknown(workspace, kind, name);
        text.push_str(&format!("  {message}"));
        text.push_str(&help.map_or_else(String::new, |help| format!("; {help}")));
        text.push('\n');
    } else {
        text.push_str(&format!("  add `{node} \"{shown}\"` to the agent or a base of it\n"));
    }
    text
}
