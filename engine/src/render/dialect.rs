//! The rules of a runtime that enforces permissions: how they are made, and what they mean.

use std::fmt;

use rustc_hash::FxHashMap;
use serde_json::Value;

use super::deployed::Deployed;
use super::evidence::Evidence;
use super::meaning::Meaning;
use crate::compose::Effective;
use crate::permission::Authority;

/// How permissions are written for a runtime, and what it makes of them.
#[derive(Debug)]
pub struct Dialect {
    /// As targets name it.
    pub name: &'static str,
    /// Where what is known of its rules comes from.
    pub evidence: Evidence,
    /// Native rules for agents that share one place.
    pub compile: fn(&[Subject<'_, '_>]) -> Native,
    /// What native rules let each agent do; what holds for all of them is read once.
    pub meaning: for<'n> fn(&'n Native) -> Meanings<'n>,
    /// How native rules are read back from files; none where this release cannot: `drift` says so then.
    pub read: Option<Reader>,
}

/// Reads native rules back from files that stand somewhere, as the runtime reads them.
///
/// What it gives is judged by the dialect's `meaning`, so that it may only have rules of which that is sure to make at least
/// what they allow and at most what they ask or deny; of every other rule there is a [`Note`].
#[derive(Debug, Clone, Copy)]
pub struct Reader {
    /// The files and folders that the runtime looks at in its folder: what is not rendered there is foreign.
    pub places: &'static [&'static str],
    /// The files beside them in which people have settings of their own.
    pub layers: &'static [&'static str],
    /// Those that it looks at in the home of a user.
    pub home: &'static [&'static str],
    /// What holds for all agents.
    pub shared: fn(&Deployed) -> Shared,
    /// What holds for one of them: of the file that was rendered for it, or of none, where none was; what holds for all first.
    pub agent: fn(&Deployed, Option<&str>, &Subject<'_, '_>, &Value) -> Shared,
}

/// What native rules let each agent do.
pub struct Meanings<'n>(Box<dyn Fn(&Subject<'_, '_>) -> Meaning + Sync + 'n>);

impl<'n> Meanings<'n> {
    /// By what says it of one agent.
    #[must_use]
    pub fn new(of: impl Fn(&Subject<'_, '_>) -> Meaning + Sync + 'n) -> Self {
        Self(Box::new(of))
    }

    /// What they let an agent do.
    #[must_use]
    pub fn of(&self, subject: &Subject<'_, '_>) -> Meaning {
        (self.0)(subject)
    }
}

impl fmt::Debug for Meanings<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the meaning of native rules")
    }
}

/// Native rules that were read, and what is to be said about the files.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Shared {
    /// The rules; those of an agent are a whole [`Native`].
    pub native: Native,
    /// What the rules do not hold.
    pub notes: Vec<Note>,
}

/// Something in a file that no native rule holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    /// What it does.
    pub weight: Weight,
    /// The file.
    pub file: String,
    /// Key and value, or the rule, as they stand there.
    pub what: String,
    /// What the runtime makes of it, as a clause.
    pub why: &'static str,
}

/// What something does that no native rule holds, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// It may give agents more.
    Loosens,
    /// What it does is not known.
    Unknown,
    /// It takes something from agents.
    Narrows,
    /// It does nothing, or nothing to permissions.
    Nothing,
}

/// An agent whose permissions are rendered.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a, 'f> {
    /// What it is given.
    pub effective: &'a Effective<'f>,
    /// What it may do.
    pub authority: &'a Authority<'a, 'f>,
}

impl Native {
    /// What holds for each agent, by the `agent` that it says it is of; of several the first.
    pub(super) fn by_agent(&self) -> FxHashMap<&str, &Value> {
        let mut found = FxHashMap::default();
        for own in &self.agents {
            if let Some(name) = own.get("agent").and_then(Value::as_str) {
                found.entry(name).or_insert(own);
            }
        }
        found
    }
}

/// The texts of a list among native rules; nothing where there is no list.
pub(super) fn texts(list: Option<&Value>) -> impl Iterator<Item = &str> {
    list.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}

/// Native rules, as templates see them and as they are read back.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Native {
    /// What holds for all agents in the place; templates see it as `native`.
    pub shared: Value,
    /// What holds for each agent, in the order of the subjects; the templates of an agent see it as `native`.
    pub agents: Vec<Value>,
    /// What of its context each agent cannot be given, in the same order and as `carries` of a target names it; no entry is nothing.
    pub lost: Vec<Vec<&'static str>>,
}
