//! Rules about other agents: the tool `task`, by the name of the agent that is started.

use bailiwick_schema::vocabulary;

use super::permission::{Permission, Rules, is_key};
use super::{Folder, wild};
use crate::permission::{Action, Arguments, Effect, Precedence, Rule, Space};
use crate::render::dialect::Subject;
use crate::render::filter;
use crate::render::meaning::{Sense, everything};

/// The name of the tool.
pub(super) const TOOL: &str = "task";

/// The agents that one may hand work to, as far as they are in the folder.
pub(super) fn rules(subject: &Subject<'_, '_>, folder: &Folder) -> Rules {
    let mut rules = super::flat(Effect::Deny);
    for (name, file) in delegates(subject) {
        let arguments = Arguments::default();
        let effect = subject.authority.decide(Action::Delegate, &name, &arguments).effect;
        if effect > Effect::Deny && folder.agents.contains(&file) && is_key(&file) {
            rules.push((file, effect));
        }
    }
    rules
}

/// The agents that one may have work for, each with its name there.
fn delegates(subject: &Subject<'_, '_>) -> Vec<(String, String)> {
    let names = subject.effective.fields_of(&vocabulary::DELEGATE).filter_map(|field| field.key());
    names.filter_map(|name| Some((name.to_owned(), filter::file(name)?))).collect()
}

/// The agents of the folder that may be given anything.
fn given<'a>(
    rules: &'a [(&str, Effect)],
    folder: &'a Folder,
) -> Box<dyn Iterator<Item = &'a String> + 'a> {
    // Behind a rule that denies all of them, only those that are named: a folder may have ten thousand.
    let behind = rules.iter().rposition(|rule| *rule == ("*", Effect::Deny));
    let named = behind
        .and_then(|at| rules.get(at..))
        .filter(|rules| rules.iter().skip(1).all(|(text, _)| !text.contains(['*', '?'])));
    match named {
        Some(named) => Box::new(named.iter().filter_map(|(text, _)| folder.agents.get(*text))),
        None => Box::new(folder.agents.iter()),
    }
}

/// What is done with work for others.
pub(super) fn sense(permission: &Permission, folder: &Folder, subject: &Subject<'_, '_>) -> Sense {
    let rules = permission.of(TOOL);
    let effect = |file: &str| {
        let of = rules.iter().rev().find(|(text, _)| wild::matches(file, text));
        of.map_or(Effect::Ask, |(_, effect)| *effect)
    };
    let others = given(&rules, folder).map(|file| (file.clone(), file.clone()));
    let named = others.chain(delegates(subject)).map(|(name, file)| {
        let pattern = wild::exactly(Space::Name, &name);
        Rule::new(effect(&file), Action::Delegate, pattern)
    });
    let nobody = everything(Action::Delegate, Effect::Deny);
    Sense {
        rules: nobody.into_iter().chain(named).collect(),
        precedence: Precedence::Last,
        has: None,
    }
}
