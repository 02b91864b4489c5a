//! What of the declaration does not reach a runtime as it was declared, by what is lost.

use std::collections::{BTreeMap, BTreeSet};

use bailiwick_schema::vocabulary::CARRIED;

use super::proof::Proof;
use super::target::Target;
use crate::compose::Effective;
use crate::permission::{Action, Shift};

/// Something that is lost.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Loss {
    /// A part of the context that the runtime does not get or keep: `limits/steps`.
    Part(String),
    /// Requests that the runtime gives less than declared, with one of them.
    Stricter(Action, Shift),
    /// Requests behind a wrapper, denied here, that the runtime asks about, with one of them.
    Unguarded(Action, Shift),
    /// Requests that native rules would give more than declared, and that a hook decides as declared: nothing is lost.
    Hooked(Action, Shift),
}

impl Loss {
    /// Whether the runtime, with all that is installed there, does not do as declared.
    #[must_use]
    pub const fn is_lost(&self) -> bool {
        !matches!(self, Self::Hooked(..))
    }
}

/// All that is lost, each with the agents that lose it, in the order of their names.
pub type Losses = BTreeMap<Loss, Vec<String>>;

/// The parts of a context that a target does not carry.
pub(super) fn parts(target: &Target, effective: &Effective<'_>) -> Vec<Loss> {
    let mut paths: BTreeSet<String> = BTreeSet::new();
    for field in &effective.fields {
        let name = field.spec().name;
        let is_whole = CARRIED.contains(&name);
        paths.insert(name.to_owned());
        if is_whole && !target.carries(name) {
            // Its parts are lost with it.
            continue;
        }
        paths.extend(field.children.iter().map(|child| format!("{name}/{}", child.spec().name)));
    }
    let is_lost = |path: &String| CARRIED.contains(&path.as_str()) && !target.carries(path);
    paths.into_iter().filter(is_lost).map(Loss::Part).collect()
}

/// What a proof shows to be stricter than declared, or not to look behind wrappers.
pub(super) fn proven(proof: &Proof) -> impl Iterator<Item = Loss> {
    let action = proof.action;
    let stricter = proof.stricter.iter().cloned().map(move |shift| Loss::Stricter(action, shift));
    let unguarded =
        proof.unguarded.iter().cloned().map(move |shift| Loss::Unguarded(action, shift));
    let hooked = proof.hooked.iter().cloned().map(move |shift| Loss::Hooked(action, shift));
    stricter.chain(unguarded).chain(hooked)
}
