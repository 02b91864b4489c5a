//! Claude Code: the rules of its settings, shared by all agents of a folder, and the tools of each agent.
//!
//! `deny` counts before `ask`, `ask` before `allow`; what no rule matches is asked about, or refused in the mode `dontAsk`.
//! What it does unasked by itself is switched off by rules that ask. What its rules cannot say, a hook can.

mod bash;
mod builtin;
mod hook;
mod path;
mod permissions;
mod read;
mod rule;
mod section;
mod sense;
#[cfg(test)]
mod tests;
mod tool;
mod tools;

use bailiwick_schema::vocabulary;
use rustc_hash::FxHashMap;
use serde_json::json;

use crate::permission::{Action, Effect};
use crate::render::dialect::{Dialect, Meanings, Native, Subject, texts};
use crate::render::evidence::Evidence;
use crate::render::filter::file;
use crate::render::meaning::Meaning;
use crate::runtime::claude_code::model_word;

use permissions::{Mode, Permissions};
use section::{Section, section};

/// The dialect.
pub static DIALECT: Dialect = Dialect {
    name: "claude-code",
    evidence: Evidence::EngineTested { engine: "Claude Code 2.1.330", decisions: 900 },
    compile,
    meaning,
    read: Some(read::READER),
};

/// The dialect with a hook that asks `bailiwick` before every use of a tool.
pub static HOOKED: Dialect = Dialect {
    name: "claude-code-hooked",
    // Its engine was asked about the settings alone.
    evidence: Evidence::Documentation { engine: "Claude Code 2.1.330", date: "2026-11-23" },
    compile: hook::compile,
    meaning: hook::meaning,
    read: None,
};

/// An agent of the folder.
struct Agent<'a, 'f> {
    subject: &'a Subject<'a, 'f>,
    /// Its tools; none where it has all.
    tools: Option<Vec<String>>,
}

/// Whether a hook decides beside the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Beside {
    Nothing,
    Hook,
}

fn compile(subjects: &[Subject<'_, '_>]) -> Native {
    native(subjects, Beside::Nothing)
}

/// The settings that lose least, and the tools of each agent.
fn native(subjects: &[Subject<'_, '_>], beside: Beside) -> Native {
    let agents: Vec<Agent<'_, '_>> =
        subjects.iter().map(|subject| Agent { subject, tools: tools::of(subject) }).collect();
    let made = |mode: Mode| {
        let sections: Vec<Section> =
            Action::ALL.iter().map(|action| section(*action, (mode, beside), &agents)).collect();
        let loss: usize = sections.iter().map(|section| section.loss).sum();
        let flaws = sections.iter().filter(|section| !section.holds).count();
        let mut permissions = Permissions { mode, ..Permissions::default() };
        sections.into_iter().for_each(|section| permissions.extend(section.permissions));
        ((flaws, loss), permissions)
    };
    let (best, permissions) = made(Mode::DontAsk);
    // Where nothing is to be asked about, a mode that asks about the rest only gives more.
    let is_worth_it = best.0 > 0 || subjects.iter().any(asks);
    let other = is_worth_it.then(|| made(Mode::Default)).filter(|(cost, _)| *cost <= best);
    let permissions = other.map_or(permissions, |(_, permissions)| permissions);
    let names = names(&agents);
    let agent = |(Agent { subject, tools }, name): (&Agent<'_, '_>, &String)| {
        json!({
            "agent": subject.effective.name(),
            "name": name,
            "restricted": tools.is_some(),
            "tools": tools,
            "servers": tools::servers(subject).collect::<Vec<&str>>(),
            "model": model(subject),
        })
    };
    Native {
        shared: json!({
            "permissions": permissions.to_value(),
            "disableAutoMode": "disable",
            "servers": tools::of_folder(&agents),
        }),
        agents: agents.iter().zip(&names).map(agent).collect(),
        lost: agents.iter().map(|agent| lost(agent.subject)).collect(),
    }
}

/// Whether an agent may be given something after a person agreed.
fn asks(subject: &Subject<'_, '_>) -> bool {
    let mut rules = Action::ALL.iter().flat_map(|action| subject.authority.all_lines(*action));
    rules.any(|line| line.rule.effect == Effect::Ask)
}

/// What agents are called there: by their title, or by their name where another one has that title, for of two Claude Code loads one.
fn names(agents: &[Agent<'_, '_>]) -> Vec<String> {
    let title = |agent: &Agent<'_, '_>| {
        let title = agent.subject.effective.fields_of(&vocabulary::TITLE).next();
        title.and_then(|title| title.item.text()).map(str::to_owned)
    };
    let file = |agent: &Agent<'_, '_>| file(&agent.subject.effective.name());
    let mut known: FxHashMap<String, usize> = FxHashMap::default();
    for name in agents.iter().flat_map(|agent| title(agent).into_iter().chain(file(agent))) {
        *known.entry(name.to_lowercase()).or_default() += 1;
    }
    let is_own = |title: &String, file: Option<&String>| {
        let title = title.to_lowercase();
        let own = 1 + usize::from(file.is_some_and(|file| file.to_lowercase() == title));
        known.get(&title) == Some(&own)
    };
    let name = |agent: &Agent<'_, '_>| {
        let file = file(agent);
        title(agent).filter(|title| is_own(title, file.as_ref())).or(file)
    };
    agents.iter().map(|agent| name(agent).unwrap_or_default()).collect()
}

/// The model as Claude Code names it; none of another provider, which it would ask its own for.
fn model<'f>(subject: &Subject<'_, 'f>) -> Option<&'f str> {
    model_word(subject.effective.fields_of(&vocabulary::MODEL).next()?.item.text()?)
}

/// What of its context an agent cannot be given.
fn lost(subject: &Subject<'_, '_>) -> Vec<&'static str> {
    let is_named = subject.effective.fields_of(&vocabulary::MODEL).next().is_some();
    if is_named && model(subject).is_none() { vec!["model"] } else { Vec::new() }
}

/// What the settings and the tools of each agent come to.
fn meaning(native: &Native) -> Meanings<'_> {
    let permissions = native.shared.get("permissions").map(Permissions::read).unwrap_or_default();
    let settings = Meaning::new(|action| sense::sense(action, &permissions));
    let folder: Vec<String> = texts(native.shared.get("servers")).map(str::to_owned).collect();
    let own = native.by_agent();
    Meanings::new(move |subject| {
        let own = own.get(subject.effective.name().as_str());
        let tools = own.and_then(|own| own.get("tools")).filter(|tools| tools.is_array());
        let tools: Option<Vec<String>> =
            tools.map(|tools| texts(Some(tools)).map(str::to_owned).collect());
        settings.reaching(|action| tools::reach(tools.as_deref(), &folder, subject, action))
    })
}
