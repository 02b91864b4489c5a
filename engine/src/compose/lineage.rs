//! The bases of an agent, in the order they are laid.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::{Item, Layering};
use bailiwick_schema::span::Span;
use bailiwick_schema::vocabulary::{self, Kind};

use super::overlays;
use super::rules::INHERITANCE_CYCLE;
use crate::fleet::Fleet;

/// An agent with its bases.
#[derive(Debug, Clone)]
pub struct Lineage<'f> {
    /// The agent, or a base looked at by itself.
    pub agent: Item<'f>,
    /// The bases, lowest first, each once.
    pub bases: Vec<Item<'f>>,
    /// Cycles of bases.
    pub problems: Vec<Diagnostic>,
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
/// A base that does not exist is passed over (its reference is a finding of its own); a cycle is reported once and cut.
#[must_use]
pub fn lineage<'f>(fleet: &'f Fleet, agent: Item<'f>) -> Lineage<'f> {
    let mut found = Lineage { agent, bases: Vec::new(), problems: Vec::new() };
    // The path from the agent to where we are, each with the bases still to visit.
    let mut path: Vec<(Item<'f>, std::vec::IntoIter<(&'f str, Span)>)> =
        vec![(agent, extended(agent))];
    let mut visited: rustc_hash::FxHashSet<&'f str> = rustc_hash::FxHashSet::default();
    while let Some((item, rest)) = path.last_mut() {
        let item = *item;
        let Some((name, span)) = rest.next() else {
            path.pop();
            if !path.is_empty() {
                found.bases.push(item);
            }
            continue;
        };
        let Some(base) = fleet.find(Kind::Base, name) else { continue };
        // Whatever is on the path was visited, so only a second visit looks for a circle.
        if visited.insert(name) && base != agent {
            path.push((base, extended(base)));
        } else if let Some(at) = path.iter().position(|(other, _)| *other == base) {
            let names: Vec<&str> =
                path.iter().skip(at).filter_map(|(item, _)| item.text()).collect();
            found.problems.push(cycle(item, span, &names, name));
        }
    }
    found
}

fn extended(item: Item<'_>) -> std::vec::IntoIter<(&str, Span)> {
    let names: Vec<(&str, Span)> =
        item.children_of(&vocabulary::EXTENDS).flat_map(Item::texts).collect();
    names.into_iter()
}

fn cycle(item: Item<'_>, span: Span, names: &[&str], again: &str) -> Diagnostic {
    let chain: Vec<String> = names.iter().chain([&again]).map(|name| format!("`{name}`")).collect();
    Diagnostic::new(
        &INHERITANCE_CYCLE,
        item.path(),
        span,
        format!("bases extend each other: {}", chain.join(" → ")),
    )
    .label("this closes the circle")
    .help("take one `extends` of the circle away")
}
