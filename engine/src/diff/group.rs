//! Identical changes of a whole fleet together, the ones that matter most first.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::environment::EnvironmentPair;
use super::found::Found;
use super::place::{Places, Spots};
use super::{Change, What};
use crate::show::Source;

/// A change and everybody it happens to.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// What differs.
    pub change: Arc<Change>,
    /// The agents, sorted by name; none where it is the workspace's own.
    pub agents: Vec<Touched>,
    /// Where the pieces stand for the first agent, one pair a piece.
    pub places: Vec<Stand>,
    /// How many of the agents have it from other places.
    pub elsewhere: usize,
}

/// An agent that a change happens to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touched {
    /// Its name.
    pub agent: Arc<str>,
    /// The environments, in the order of declaration; none where it is not of any one.
    pub environments: Vec<Arc<str>>,
}

/// Where a piece stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stand {
    /// Before.
    pub before: Option<Source>,
    /// After.
    pub after: Option<Source>,
}

/// The part of a report that a change belongs to, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// Gives more, whatever else it does.
    Widens,
    /// What policies demand, and whom they leave alone.
    Governance,
    /// Takes away.
    Narrows,
    /// Cannot be told.
    Undecided,
    /// A risk of its own kind that gives nothing more by itself.
    Risks,
    /// Nothing of what may be done.
    Neutral,
}

impl Section {
    /// All of them, in their order.
    pub const ALL: [Self; 6] = [
        Self::Widens,
        Self::Governance,
        Self::Narrows,
        Self::Undecided,
        Self::Risks,
        Self::Neutral,
    ];

    /// In one word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Widens => "widens",
            Self::Governance => "governance",
            Self::Narrows => "narrows",
            Self::Undecided => "undecided",
            Self::Risks => "risks",
            Self::Neutral => "neutral",
        }
    }
}

impl fmt::Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Change {
    /// The part of a report that it belongs to.
    #[must_use]
    pub const fn section(&self) -> Section {
        if matches!(self.what, What::Governance) {
            Section::Governance
        } else if self.direction.widens {
            Section::Widens
        } else if self.risk.is_some() {
            Section::Risks
        } else if self.direction.undecided {
            Section::Undecided
        } else if self.direction.narrows {
            Section::Narrows
        } else {
            Section::Neutral
        }
    }
}

/// The numbers of an agent's environments, and its own places.
type Stands<'w> = (Vec<usize>, Arc<[Spots<'w>]>);

/// A group while agents are put into it.
struct Growing<'w> {
    found: Found<'w>,
    agents: BTreeMap<Arc<str>, Stands<'w>>,
}

/// What one agent has, by the number of the environment.
pub(super) type Findings<'w> = (Arc<str>, Vec<(Option<usize>, Found<'w>)>);

/// Puts identical changes together, and those that are the workspace's own beside them; `environments` has the names by number.
pub(super) fn grouped<'w>(
    all: impl IntoIterator<Item = Findings<'w>>,
    unowned: Vec<Found<'w>>,
    environments: &[EnvironmentPair<'_>],
) -> Vec<Group> {
    let mut ids: FxHashMap<Arc<Change>, usize> = FxHashMap::default();
    // Changes that were compared once are one value, which is found without being read again.
    let mut by_address: FxHashMap<usize, usize> = FxHashMap::default();
    let mut groups: Vec<Growing<'w>> = Vec::new();
    for (agent, findings) in all {
        for (environment, found) in findings {
            let address = Arc::as_ptr(&found.change) as usize;
            let id = by_address.get(&address).copied().unwrap_or_else(|| {
                let next = groups.len();
                let id = *ids.entry(Arc::clone(&found.change)).or_insert(next);
                if id == next {
                    groups.push(Growing { found: found.clone(), agents: BTreeMap::new() });
                }
                id
            });
            let Some(group) = groups.get_mut(id) else { continue };
            // Only what the group itself holds keeps its address.
            if Arc::ptr_eq(&group.found.change, &found.change) {
                by_address.insert(address, id);
            }
            let touched = group.agents.entry(Arc::clone(&agent));
            let (numbers, _) = touched.or_insert_with(|| (Vec::new(), Arc::clone(&found.spots)));
            numbers.extend(environment.filter(|at| !numbers.contains(at)));
        }
    }
    let unowned = unowned.into_iter().map(|found| Growing { found, agents: BTreeMap::new() });
    groups.extend(unowned);
    let names: Vec<Arc<str>> = environments.iter().map(EnvironmentPair::shown).collect();
    let mut places = Places::default();
    let mut groups: Vec<Group> =
        groups.into_iter().map(|group| finished(group, &names, &mut places)).collect();
    groups.sort_by(|a, b| {
        let key = |group: &Group| {
            let (section, risk) = (group.change.section(), group.change.risk);
            // A policy of the whole workspace counts for more than what leaves one agent alone.
            let is_governance = section == Section::Governance;
            let agents = if is_governance { 0 } else { group.agents.len() };
            (section, Reverse(agents), risk.is_none(), risk)
        };
        key(a).cmp(&key(b)).then_with(|| a.change.cmp(&b.change))
    });
    groups
}

fn finished(group: Growing<'_>, names: &[Arc<str>], places: &mut Places) -> Group {
    let first = group.agents.values().next().map(|(_, spots)| Arc::clone(spots));
    let first = first.unwrap_or_else(|| Arc::clone(&group.found.spots));
    let elsewhere = group.agents.values().filter(|(_, spots)| **spots != *first).count();
    let mut stand = |(before, after): &Spots<'_>| Stand {
        before: before.map(|spot| places.source(spot)),
        after: after.map(|spot| places.source(spot)),
    };
    Group {
        places: first.iter().map(&mut stand).collect(),
        elsewhere,
        agents: group
            .agents
            .into_iter()
            .map(|(agent, (mut numbers, _))| {
                numbers.sort_unstable();
                let names = numbers.iter().filter_map(|at| names.get(*at).map(Arc::clone));
                Touched { agent, environments: names.collect() }
            })
            .collect(),
        change: group.found.change,
    }
}
