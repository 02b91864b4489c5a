//! `bailiwick can --who ACTION PATTERN`: every agent that may do something of the kind, with a request as witness.

use bailiwick_engine::compose::Effective;
use bailiwick_engine::permission::{
    Action, Authority, Effect, Excess, Pattern, Patterns, Witness, excess,
};
use bailiwick_engine::workspace::Workspace;
use bailiwick_schema::document::Item;
use serde_json::{Value, json};

use super::{Context, Format};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::count::counted;
use crate::output::json::json_text;
use crate::output::padded::padded;
use crate::output::visible::visible;
use crate::output::witness::witness;

/// What one agent may do of what is asked about.
struct May {
    agent: String,
    effect: Effect,
    /// A shortest such request; none where it could not be told whether there is one.
    request: Option<Witness>,
}

/// Who may do it in one environment.
struct Answered<'w> {
    environment: Option<&'w str>,
    /// How many agents are present.
    agents: usize,
    found: Vec<May>,
}

/// Lists the agents of an environment, or of all, that may do something that the pattern matches.
pub(super) fn run(
    context: &Context,
    workspace: &Workspace,
    (action, text): (Action, &str),
    environment: Option<Item<'_>>,
    format: Format,
) -> Result<Exit, Failure> {
    let pattern = Pattern::read(action, text).map_err(|error| {
        Failure::new(format!("`{}` is no pattern: {error}", visible(text))).help(error.help)
    })?;
    let declared = workspace.fleet().environments();
    let environments: Vec<Option<Item<'_>>> = match environment {
        None if !declared.is_empty() => declared.into_iter().map(Some).collect(),
        named => vec![named],
    };
    let patterns = Patterns::default();
    let mut all = Vec::new();
    for environment in environments {
        all.push(answered(workspace, environment, (action, &pattern), &patterns)?);
    }
    let printed = match format {
        Format::Human => {
            let blocks: Vec<String> = all.iter().map(|one| human(one, action, text)).collect();
            blocks.join("\n")
        }
        Format::Json => json_text(&json!({
            "version": 1,
            "action": action.as_str(),
            "pattern": text,
            "environments": all.iter().map(value).collect::<Vec<_>>(),
        })),
    };
    context.terminal.print(&printed)?;
    Ok(Exit::Done)
}

fn answered<'w>(
    workspace: &'w Workspace,
    environment: Option<Item<'w>>,
    asked: (Action, &Pattern),
    patterns: &Patterns,
) -> Result<Answered<'w>, Failure> {
    let contexts = workspace.contexts(environment);
    let (mut found, mut agents) = (Vec::new(), 0);
    let form = |effective: &Effective<'_>| {
        let authority = || Authority::with(effective, patterns);
        contexts.is_present(effective).then(|| may(effective, &authority(), asked))
    };
    contexts.each(form, |one| {
        agents += usize::from(one.is_some());
        found.extend(one.flatten());
        Ok::<(), Failure>(())
    })?;
    Ok(Answered { environment: environment.and_then(Item::text), agents, found })
}

fn human(answered: &Answered<'_>, action: Action, text: &str) -> String {
    let Answered { environment, agents, found } = answered;
    let width = found.iter().map(|may| visible(&may.agent).chars().count()).max();
    let mut all = String::new();
    for May { agent, effect, request } in found {
        let agent = visible(agent);
        let agent = padded(&agent, width.unwrap_or_default());
        all.push_str(&match request {
            Some(request) => {
                format!("{:<10}  {agent}  {action} {}\n", effect.as_str(), witness(request))
            }
            None => format!("not proven  {agent}  its patterns are too alike to tell\n"),
        });
    }
    let here = environment.map_or_else(String::new, |name| format!(" in `{}`", visible(name)));
    let of = counted(*agents, "agent");
    all.push_str(&format!("{} of {of} may {action} `{}`{here}\n", found.len(), visible(text)));
    all
}

fn value(answered: &Answered<'_>) -> Value {
    let may = |May { agent, effect, request }: &May| {
        let request = request.as_ref().map(|Witness { resource, arguments, .. }| {
            json!({ "resource": resource, "arguments": arguments.words() })
        });
        json!({ "agent": agent, "effect": effect.as_str(), "proven": request.is_some(), "request": request })
    };
    json!({
        "environment": answered.environment,
        "agents": answered.agents,
        "may": answered.found.iter().map(may).collect::<Vec<_>>(),
    })
}

/// The most that an agent may do of it.
fn may(
    effective: &Effective<'_>,
    authority: &Authority<'_, '_>,
    (action, pattern): (Action, &Pattern),
) -> Option<May> {
    let given = authority.given(action);
    let with = |effect, request| Some(May { agent: effective.name(), effect, request });
    for (most, effect) in [(Effect::Ask, Effect::Allow), (Effect::Deny, Effect::Ask)] {
        match excess(&given, most, pattern) {
            Excess::None => {}
            Excess::Request(request) => return with(effect, Some(request)),
            Excess::NotProven => return with(effect, None),
        }
    }
    None
}
