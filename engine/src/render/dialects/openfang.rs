//! OpenFang: a list of tools for each agent. What is on it is used unasked, whatever its arguments are; nothing else is.
//!
//! So a tool is on the list where all that it can do is allowed. Programs are never started: an allowlist there holds the last
//! part of a program's path and no argument, and splits words otherwise than it starts them. Who is asked is a setting of
//! the kernel, and no agent's.

mod call;
#[cfg(test)]
mod tests;

use bailiwick_schema::vocabulary;
use serde_json::{Value, json};

use crate::compose::Field;
use crate::permission::{Action, Effect, Pattern, Rule};
use crate::render::dialect::{Dialect, Meanings, Native, Subject, texts};
use crate::render::evidence::Evidence;
use crate::render::meaning::{Meaning, Sense};
use crate::render::proof::prove_given;
use crate::runtime::openfang::{self, NOTHING};

use call::Servers;

/// The dialect.
pub static DIALECT: Dialect = Dialect {
    name: "openfang",
    evidence: Evidence::SourceRead { engine: openfang::VERSION, date: openfang::AS_OF },
    compile,
    meaning,
    read: None,
};

/// What a tool of OpenFang's own can do, whatever its arguments are.
struct Tool {
    name: &'static str,
    actions: &'static [Action],
}

/// Its own tools that may be on a list; of web searches, [`call`] knows.
static TOOLS: &[Tool] = &[
    // A patch that does not fit tells of the file.
    Tool { name: "apply_patch", actions: &[Action::Read, Action::Write] },
    Tool { name: "file_list", actions: &[Action::Read] },
    Tool { name: "file_read", actions: &[Action::Read] },
    Tool { name: "file_write", actions: &[Action::Write] },
    Tool { name: "web_fetch", actions: &[Action::Fetch] },
];

/// The mode in which no program is started.
const DENY: &str = "deny";

fn compile(subjects: &[Subject<'_, '_>]) -> Native {
    let servers = Servers::of(subjects);
    Native {
        shared: servers.to_value(),
        agents: subjects.iter().map(|subject| of_agent(subject, &servers)).collect(),
        ..Native::default()
    }
}

fn of_agent(subject: &Subject<'_, '_>, servers: &Servers) -> Value {
    let is_given = |tool: &&Tool| tool.actions.iter().all(|action| may_all(subject, *action));
    let own = TOOLS.iter().filter(is_given).map(|tool| tool.name.to_owned());
    let (mut tools, mut used) = call::tools(subject, servers);
    tools.extend(own);
    for list in [&mut tools, &mut used] {
        list.sort_unstable();
        list.dedup();
        if list.is_empty() {
            // An empty list is one of all.
            list.push(NOTHING.to_owned());
        }
    }
    let model = subject.effective.fields_of(&vocabulary::MODEL).next();
    let named = |text: &str| {
        let (provider, model) = openfang::model(text)?;
        Some(json!({ "provider": provider, "model": model }))
    };
    let fallbacks = model.into_iter().flat_map(|model| model.children_of(&vocabulary::FALLBACK));
    let fallbacks = fallbacks.flat_map(|field| field.members.iter().map(|member| member.text));
    json!({
        "agent": subject.effective.name(),
        "tools": tools,
        "servers": used,
        "skills": [NOTHING],
        "exec": DENY,
        "model": model.and_then(|model| model.item.text()).and_then(named),
        "fallbacks": fallbacks.map(named).collect::<Vec<_>>(),
    })
}

/// Whether all is allowed that OpenFang's own tools do of an action.
fn may_all(subject: &Subject<'_, '_>, action: Action) -> bool {
    let declared = subject.authority.given(action);
    let all = everywhere(action);
    !all.rules.is_empty() && prove_given(action, &declared, &all.given()).holds()
}

/// What its own tools do: files below the folder of the agent, and any URL.
fn everywhere(action: Action) -> Sense {
    match action {
        Action::Read | Action::Write => {
            let below = Pattern::read(action, "**").ok();
            let rule = below.map(|pattern| Rule::new(Effect::Allow, action, pattern));
            Sense { rules: rule.into_iter().collect(), ..Sense::default() }
        }
        _ => Sense::always(action, Effect::Allow),
    }
}

/// What the list of each agent lets it do.
fn meaning(native: &Native) -> Meanings<'_> {
    let own = native.by_agent();
    let servers = Servers::read(&native.shared);
    Meanings::new(move |subject| {
        of_list(own.get(subject.effective.name().as_str()).copied(), &servers)
    })
}

fn of_list(own: Option<&Value>, servers: &Servers) -> Meaning {
    let list = |name: &str| texts(own.and_then(|own| own.get(name))).collect::<Vec<&str>>();
    let (tools, used) = (list("tools"), list("servers"));
    let is_closed = own.and_then(|own| own.get("exec")?.as_str()) == Some(DENY);
    let is_known = |tool: &&str| {
        *tool == NOTHING || call::is_known(tool) || TOOLS.iter().any(|own| own.name == *tool)
    };
    // Nothing is known of settings that are not made here.
    let is_ours = is_closed && !tools.is_empty() && tools.iter().all(is_known);
    Meaning::new(|action| {
        if !is_ours {
            return Sense::always(action, Effect::Allow);
        }
        if action == Action::Call {
            return call::sense(&tools, &used, servers);
        }
        let mut listed = TOOLS.iter().filter(|own| tools.contains(&own.name));
        let is_done = listed.any(|own| own.actions.contains(&action));
        if is_done { everywhere(action) } else { Sense::nothing() }
    })
}

/// The servers that an agent has.
fn used<'e>(subject: &'e Subject<'_, '_>) -> impl Iterator<Item = &'e Field<'e>> {
    subject.effective.fields_of(&vocabulary::USED_SERVER)
}
