//! The bases of an agent, in the order they are laid.

use bailiwick_schema::document::{Item, Layering};
use bailiwick_schema::vocabulary::{self, Kind};

use super::is_overlay;
use crate::fleet::Fleet;

/// An agent with its bases.
#[derive(Debug, Clone)]
pub struct Lineage<'f> {
    /// The agent, or a base looked at by itself.
    pub agent: Item<'f>,
    /// The bases, lowest first, each once.
    pub bases: Vec<Item<'f>>,
}

/// The `stage` nodes of an agent and its bases, without the rest of its context.
#[derive(Debug)]
pub struct Stages<'f> {
    declared: Option<Item<'f>>,
    /// The `in` blocks that have one, lowest first.
    overlays: Vec<Item<'f>>,
}

impl<'f> Lineage<'f> {
    /// The bases and the agent, lowest first.
    pub fn declarations(&self) -> impl DoubleEndedIterator<Item = Item<'f>> {
        self.bases.iter().copied().chain([self.agent])
    }

    /// What the agent and its bases say of the stage.
    #[must_use]
    pub fn stages(&self) -> Stages<'f> {
        let blocks = self.declarations().flat_map(Item::children);
        Stages {
            declared: self.declarations().rev().find_map(own),
            overlays: blocks.filter(|block| is_overlay(*block) && own(*block).is_some()).collect(),
        }
    }

    /// The stage that the agent stands in, without putting the rest of its context together.
    #[must_use]
    pub fn stage(&self, environment: Option<Item<'f>>) -> Option<&'f str> {
        self.stages().of(environment)
    }
}

impl<'f> Stages<'f> {
    /// The stage in an environment.
    #[must_use]
    pub fn of(&self, environment: Option<Item<'f>>) -> Option<&'f str> {
        let name = environment.and_then(Item::text);
        let names = |block: &&Item<'f>| block.texts().any(|(other, _)| Some(other) == name);
        let above = self.overlays.iter().rev().find(names).copied().and_then(own);
        let below = || own(environment?.child(&vocabulary::DEFAULTS)?);
        let stage = above.or(self.declared).or_else(below)?;
        if stage.layering() == Layering::Remove { None } else { stage.text() }
    }
}

/// The last `stage` of a block.
fn own(block: Item<'_>) -> Option<Item<'_>> {
    block.children_of(&vocabulary::STAGE).last()
}

/// Finds the bases of an agent: depth-first, leftmost first, each at its first place.
///
/// A base that does not exist is passed over, and so is one that leads back to itself: both are findings of their own.
#[must_use]
pub fn lineage<'f>(fleet: &'f Fleet, agent: Item<'f>) -> Lineage<'f> {
    let mut found = Lineage { agent, bases: Vec::new() };
    // The path from the agent to where we are, each with the bases still to visit.
    let mut path = vec![(agent, extended(agent))];
    let mut visited: rustc_hash::FxHashSet<&'f str> = rustc_hash::FxHashSet::default();
    while let Some((item, rest)) = path.last_mut() {
        let item = *item;
        let Some(name) = rest.next() else {
            path.pop();
            if !path.is_empty() {
                found.bases.push(item);
            }
            continue;
        };
        let Some(base) = fleet.find(Kind::Base, name) else { continue };
        if visited.insert(name) && base != agent {
            path.push((base, extended(base)));
        }
    }
    found
}

fn extended(item: Item<'_>) -> impl Iterator<Item = &str> {
    item.children_of(&vocabulary::EXTENDS).flat_map(Item::texts).map(|(name, _)| name)
}
