//! `bailiwick can --who ACTION PATTERN`: every agent that may do something of the kind, with a request as witness.

use bailiwick_engine::compose::Effective;
use bailiwick_engine::permission::{
    Action, Authority, Effect, Excess, Pattern, Patterns, Witness, excess,
};
use bailiwick_engine::workspace::Contexts;

use super::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::count::counted;
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

/// Lists the agents of an environment that may do something that the pattern matches.
pub(super) fn run(
    context: &Context,
    contexts: &Contexts<'_>,
    (action, text): (Action, &str),
    environment: Option<&str>,
) -> Result<Exit, Failure> {
    let pattern = Pattern::read(action, text).map_err(|error| {
        Failure::new(format!("`{}` is no pattern: {error}", visible(text))).help(error.help)
    })?;
    let (mut found, mut agents) = (Vec::new(), 0);
    let patterns = Patterns::default();
    let form = |effective: &Effective<'_>| {
        let authority = || Authority::with(effective, &patterns);
        contexts.is_present(effective).then(|| may(effective, &authority(), (action, &pattern)))
    };
    contexts.each(form, |one| {
        agents += usize::from(one.is_some());
        found.extend(one.flatten());
        Ok::<(), Failure>(())
    })?;
    let width = found.iter().map(|may| visible(&may.agent).chars().count()).max();
    let mut all = String::new();
    for May { agent, effect, request } in &found {
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
    let of = counted(agents, "agent");
    all.push_str(&format!("{} of {of} may {action} `{}`{here}\n", found.len(), visible(text)));
    context.terminal.print(&all)?;
    Ok(Exit::Done)
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
