//! Which agent of one side is which of the other: by name, by the same release, or by nearly the same declaration.

use bailiwick_schema::document::Item;
use bailiwick_schema::vocabulary::{self, Kind};
use rustc_hash::{FxHashMap, FxHashSet};

use super::Only;
use super::side::Side;
use super::value::value;
use crate::digest::Digest;

/// An agent on one side or on both.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair<'w> {
    /// Its name and declaration before.
    pub(super) before: Option<(&'w str, Item<'w>)>,
    /// Its name and declaration after.
    pub(super) after: Option<(&'w str, Item<'w>)>,
}

/// So many pairs of gone and new agents are looked at for near ones; with more, only equal releases are one agent.
const MOST_PAIRS: usize = 250_000;

/// So many nodes a declaration has at least to be near to another one.
const FEWEST_NODES: usize = 4;

impl<'w> Pair<'w> {
    /// The name that it has now, or had.
    pub(super) fn name(&self) -> &'w str {
        self.after.or(self.before).map_or("", |(name, _)| name)
    }

    /// The name that it had where that was another one.
    pub(super) fn former(&self) -> Option<&'w str> {
        let (before, after) = (self.before?.0, self.after?.0);
        (before != after).then_some(before)
    }
}

/// The agents of both sides, sorted by name.
pub(super) fn pairs<'w>(before: &Side<'w>, after: &Side<'w>, only: &Only) -> Vec<Pair<'w>> {
    let of = |side: &Side<'w>| side.workspace.fleet().sorted(Kind::Agent);
    let (was, is) = (of(before), of(after));
    let find = |all: &[(&'w str, Item<'w>)], name: &str| {
        all.binary_search_by(|(other, _)| (*other).cmp(name))
            .ok()
            .and_then(|at| all.get(at).copied())
    };
    let mut gone: Vec<(&'w str, Item<'w>)> =
        was.iter().copied().filter(|(name, _)| find(&is, name).is_none()).collect();
    let mut pairs: Vec<Pair<'w>> = Vec::with_capacity(is.len() + gone.len());
    let mut new: Vec<(&'w str, Item<'w>)> = Vec::new();
    for agent in &is {
        match find(&was, agent.0) {
            Some(other) => pairs.push(Pair { before: Some(other), after: Some(*agent) }),
            None => new.push(*agent),
        }
    }
    same_release(before, after, (&mut gone, &mut new), &mut pairs);
    near(&mut gone, &mut new, &mut pairs);
    pairs.extend(gone.into_iter().map(|agent| Pair { before: Some(agent), after: None }));
    pairs.extend(new.into_iter().map(|agent| Pair { before: None, after: Some(agent) }));
    pairs.retain(|pair| {
        only.has_agent(pair.name()) || pair.former().is_some_and(|name| only.has_agent(name))
    });
    pairs.sort_by_key(Pair::name);
    pairs
}

/// What is gone and new, by name.
type Apart<'a, 'w> = (&'a mut Vec<(&'w str, Item<'w>)>, &'a mut Vec<(&'w str, Item<'w>)>);

/// Names take no part in a release's digest, so the same one under another name is the same agent.
fn same_release<'w>(
    before: &Side<'w>,
    after: &Side<'w>,
    (gone, new): Apart<'_, 'w>,
    pairs: &mut Vec<Pair<'w>>,
) {
    let release = |side: &Side<'w>, name: &str| side.digests(name).map(|digests| digests.release);
    let mut waiting: FxHashMap<Digest, Vec<(&'w str, Item<'w>)>> = FxHashMap::default();
    for agent in gone.iter().rev() {
        if let Some(digest) = release(before, agent.0) {
            waiting.entry(digest).or_default().push(*agent);
        }
    }
    let mut taken: FxHashSet<&'w str> = FxHashSet::default();
    new.retain(|agent| {
        let same = release(after, agent.0).and_then(|digest| waiting.get_mut(&digest)?.pop());
        let Some(other) = same else { return true };
        taken.insert(other.0);
        pairs.push(Pair { before: Some(other), after: Some(*agent) });
        false
    });
    gone.retain(|(name, _)| !taken.contains(name));
}

/// Near is an agent whose own nodes, those of bases left aside, are the same to four fifths; the nearest counts first.
fn near<'w>(
    gone: &mut Vec<(&'w str, Item<'w>)>,
    new: &mut Vec<(&'w str, Item<'w>)>,
    pairs: &mut Vec<Pair<'w>>,
) {
    if gone.is_empty() || new.is_empty() || gone.len().saturating_mul(new.len()) > MOST_PAIRS {
        return;
    }
    let nodes = |agents: &[(&'w str, Item<'w>)]| -> Vec<FxHashSet<String>> {
        agents.iter().map(|(_, item)| own_nodes(*item)).collect()
    };
    let (old_nodes, new_nodes) = (nodes(gone), nodes(new));
    let mut candidates: Vec<(usize, &'w str, &'w str)> = Vec::new();
    for ((old, _), a) in gone.iter().zip(&old_nodes) {
        for ((name, _), b) in new.iter().zip(&new_nodes) {
            let (shared, all) = (a.intersection(b).count(), a.len() + b.len());
            if a.len().min(b.len()) >= FEWEST_NODES && shared * 2 * 5 >= all * 4 {
                // Thousandths, so that the order is the same everywhere.
                candidates.push((shared * 2000 / all, *old, *name));
            }
        }
    }
    candidates.sort_unstable_by(|a, b| b.0.cmp(&a.0).then_with(|| (a.1, a.2).cmp(&(b.1, b.2))));
    let mut taken: FxHashSet<(bool, &'w str)> = FxHashSet::default();
    for (_, old, name) in candidates {
        if taken.contains(&(false, old)) || taken.contains(&(true, name)) {
            continue;
        }
        taken.extend([(false, old), (true, name)]);
        let find = |all: &[(&'w str, Item<'w>)], name: &str| {
            all.iter().copied().find(|(other, _)| *other == name)
        };
        pairs.push(Pair { before: find(gone, old), after: find(new, name) });
    }
    gone.retain(|(name, _)| !taken.contains(&(false, *name)));
    new.retain(|(name, _)| !taken.contains(&(true, *name)));
}

/// The nodes of a declaration, each with the way to it.
fn own_nodes(agent: Item<'_>) -> FxHashSet<String> {
    let mut nodes = FxHashSet::default();
    let mut waiting: Vec<(Item<'_>, String)> =
        agent.children().map(|child| (child, String::new())).collect();
    while let Some((item, above)) = waiting.pop() {
        let way = format!("{above}/{} {}", item.spec().name, value(item, 0));
        waiting.extend(item.children().map(|child| (child, way.clone())));
        if item.spec() != &vocabulary::TITLE {
            nodes.insert(way);
        }
    }
    nodes
}
