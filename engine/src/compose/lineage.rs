//! The bases of an agent, in the order they are laid.

use bailiwick_schema::document::{Item, Layering};
use bailiwick_schema::vocabulary::{self, Kind};

use super::overlays;
use crate::fleet::Fleet;

/// An agent with its bases.
#[derive(Debug, Clone)]
pub struct Lineage<'f> {
    /// The agent, or a base looked at by itself.
    pub agent: Item<'f>,
    /// The bases, lowest first, each once.
    pub bases: Vec<Item<'f>>,
}

impl<'f> Lineage<'f> {
    /// The stage that the agent stands in, without putting the rest of its context together.
    #[must_use]
    pub fn stage(&self, environment: Option<Item<'f>>) -> Option<&'f str> {
        let name = environment.and_then(Item::text);
        let defaults = environment.and_then(|environment| environment.child(&vocabulary::DEFAULTS));
        let declarations = || self.bases.iter().copied().chain([self.agent]);
        let above = declarations()
            .flat_map(|block| name.into_iter().flat_map(move |name| overlays(block, name)));
        let layers = defaults.into_iter().chain(declarations()).chain(above);
        layers
            .filter_map(|layer| layer.children_of(&vocabulary::STAGE).last())
            .last()
            .filter(|stage| stage.layering() != Layering::Remove)
            .and_then(Item::text)
    }
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
