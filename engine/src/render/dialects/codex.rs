//! Codex: one policy for a session, and so the least of what its agents are given.
//!
//! What no rule matches runs unasked there, but in a sandbox: the one that is rendered lets no program start, so that such a
//! command fails until a person lets it out. Commands that a rule allows run outside of it. No hook counts for anything here.

mod agents;
mod commands;
mod mode;
mod policy;
mod section;
mod sense;
mod servers;
#[cfg(test)]
mod tests;
mod trees;

use serde_json::Value;

use crate::render::dialect::{Dialect, Meanings, Native, Subject};
use crate::render::evidence::Evidence;
use crate::render::meaning::{Meaning, Sense};

use policy::Policy;

/// The dialect.
pub static DIALECT: Dialect = Dialect {
    name: "codex",
    evidence: Evidence::EngineTested {
        engine: "Codex 0.169.0 on Linux, with no settings but these,",
        decisions: 2148,
    },
    compile,
    meaning,
    read: None,
};

fn compile(subjects: &[Subject<'_, '_>]) -> Native {
    Native {
        shared: section::policy(subjects).to_value(),
        agents: subjects.iter().map(agents::agent).collect(),
        ..Native::default()
    }
}

/// What a session does by its policy, whichever of the agents it is.
fn meaning(native: &Native) -> Meanings<'_> {
    let policy = Policy::read(&native.shared);
    let has_servers = native.shared.get("servers").is_some_and(is_some);
    let session = Meaning::new(|action| match &policy {
        Some(policy) => sense::sense(action, policy, &[]),
        // Nothing is known of settings that are not made here.
        None => Sense::always(action, crate::permission::Effect::Allow),
    });
    Meanings::new(move |subject| {
        let own = agents::own_of(subject, has_servers);
        match &policy {
            Some(policy) if !own.is_empty() => {
                Meaning::new(|action| sense::sense(action, policy, &own))
            }
            _ => session.clone(),
        }
    })
}

fn is_some(servers: &Value) -> bool {
    servers.as_object().is_some_and(|servers| !servers.is_empty())
}
