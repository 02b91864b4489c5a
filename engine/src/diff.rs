//! What differs between two workspaces for the agents in them: by field, by what may be done, grouped over the fleet.
//!
//! Values in and values out: which files the workspaces came from, and how the difference is printed, is others' business.

mod agent;
mod authority;
mod change;
mod closure;
mod direction;
mod environment;
mod fields;
mod found;
mod governance;
mod group;
mod id;
mod limits;
mod pairs;
mod place;
mod risk;
mod side;
mod value;
mod words;

use std::sync::Arc;

use bailiwick_schema::path::FilePath;
use bailiwick_schema::span::LineIndex;
use bailiwick_schema::vocabulary::Kind;
use rayon::prelude::*;

use crate::pattern;
use crate::workspace::Workspace;

pub use change::{Authorisation, Change, Fate, Piece, What};
pub use direction::Direction;
pub use group::{Group, Section, Stand, Touched};
pub use risk::Risk;
pub use words::{Stands, Words, words};

use agent::Comparer;
use authority::Comparisons;
use closure::Closures;
use environment::EnvironmentPair;
use pairs::{Pair, pairs};
use side::Side;

/// What differs between two workspaces.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FleetDiff {
    /// Identical changes together: what widens first.
    pub groups: Vec<Group>,
    /// How many agents there are, and what became of them.
    pub counts: Counts,
    /// What could not be read before, so that it was compared in part only.
    pub broken_before: Vec<Broken>,
    /// The same after.
    pub broken_after: Vec<Broken>,
}

/// How many agents there are, as declared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Before.
    pub before: usize,
    /// After.
    pub after: usize,
    /// Not there before.
    pub added: usize,
    /// No longer there.
    pub removed: usize,
    /// There under another name.
    pub renamed: usize,
    /// On both sides, and not the same.
    pub changed: usize,
}

/// A file that could not be read as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// The file.
    pub path: FilePath,
    /// The line of the first error, from 1.
    pub line: u32,
    /// What is wrong there.
    pub message: String,
    /// How many errors there are.
    pub errors: usize,
}

/// What is compared; everything where nothing is named.
#[derive(Debug, Clone, Default)]
pub struct Only {
    /// Names of agents, in which `*` stands for any characters.
    pub agents: Vec<String>,
    /// Names of environments.
    pub environments: Vec<String>,
    /// One environment before with another one after; no further one is looked at.
    pub between: Option<[String; 2]>,
}

impl Only {
    fn has_agent(&self, name: &str) -> bool {
        self.agents.is_empty() || self.agents.iter().any(|only| pattern::matches(only, name))
    }

    fn has_environment(&self, pair: EnvironmentPair<'_>) -> bool {
        self.is_everywhere()
            || self.between.is_some()
            || self.environments.iter().any(|only| only == pair.after)
    }

    /// Whether no environment is named.
    fn is_everywhere(&self) -> bool {
        self.environments.is_empty() && self.between.is_none()
    }
}

impl FleetDiff {
    /// The flags of all changes; what could not be read counts as undecided.
    #[must_use]
    pub fn direction(&self) -> Direction {
        let start = if self.is_whole() { Direction::NEUTRAL } else { Direction::UNDECIDED };
        self.groups.iter().map(|group| group.change.direction).fold(start, Direction::and)
    }

    /// Whether both sides could be read as a whole.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.broken_before.is_empty() && self.broken_after.is_empty()
    }

    /// Whether nothing differs that has an effect.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// How many groups there are in a section.
    #[must_use]
    pub fn count(&self, section: Section) -> usize {
        self.groups.iter().filter(|group| group.change.section() == section).count()
    }

    /// Takes out all groups that neither widen nor leave it open; gives how many.
    pub fn keep_widening(&mut self) -> usize {
        let all = self.groups.len();
        self.groups.retain(|group| group.change.direction.may_widen());
        all - self.groups.len()
    }
}

/// Compares what the agents of two workspaces are given.
///
/// Never fails: what cannot be read is said, and the rest is compared. The same workspaces give the same result on any
/// number of threads.
#[must_use]
pub fn diff<'w>(before: &'w Workspace, after: &'w Workspace, only: &'w Only) -> FleetDiff {
    let (was, is) = rayon::join(|| Side::new(before), || Side::new(after));
    let environments = environment::pairs(&was, &is, only);
    let default_alike = environments.iter().map(|pair| pair.is_default_alike(&was, &is)).collect();
    let pairs = pairs(&was, &is, only);
    let (broken_before, broken_after) = (broken(before, after), broken(after, before));
    let comparer = Comparer {
        closures: Closures::new(&was, &is),
        comparisons: Comparisons::default(),
        environments,
        default_alike,
        only,
    };
    let lost: Vec<&FilePath> = broken_after.iter().map(|broken| &broken.path).collect();
    let found: Vec<_> = pairs.par_iter().map(|pair| findings(&comparer, pair, &lost)).collect();
    let counts = counts(before, after, &pairs, &found);
    let policies = governance::policies(&was, &is);
    let found = found.into_iter().chain(governance::exempted(&was, &is, only));
    let groups = group::grouped(found, policies, &comparer.environments);
    FleetDiff { groups, counts, broken_before, broken_after }
}

/// What differs in one agent; `lost` are the files that cannot be read any more.
fn findings<'w>(
    comparer: &Comparer<'_, 'w>,
    pair: &Pair<'w>,
    lost: &[&FilePath],
) -> group::Findings<'w> {
    let found = comparer.agent(pair);
    let is_lost =
        pair.after.is_none() && pair.before.is_some_and(|(_, item)| lost.contains(&item.path()));
    let found = found.into_iter().map(|(at, found)| {
        // What a broken file declared may still be there.
        let found = if is_lost { found.directed(Direction::UNDECIDED, None) } else { found };
        (at, found)
    });
    (Arc::from(pair.name()), found.collect())
}

fn counts(
    before: &Workspace,
    after: &Workspace,
    pairs: &[Pair<'_>],
    found: &[group::Findings<'_>],
) -> Counts {
    let mut counts = Counts {
        before: before.fleet().names().count(Kind::Agent),
        after: after.fleet().names().count(Kind::Agent),
        ..Counts::default()
    };
    for (pair, (_, found)) in pairs.iter().zip(found) {
        match (pair.before, pair.after) {
            (None, _) => counts.added += 1,
            (_, None) => counts.removed += 1,
            _ if pair.former().is_some() => counts.renamed += 1,
            _ => counts.changed += usize::from(!found.is_empty()),
        }
    }
    counts
}

/// The files that could not be read as a whole, sorted by path; those that are the same on the other side say the same there.
fn broken(workspace: &Workspace, other: &Workspace) -> Vec<Broken> {
    let mut files: Vec<Broken> = Vec::new();
    let text = |workspace: &Workspace, path: &FilePath| {
        workspace.fleet().file_at(path).map(|(_, file)| Arc::clone(file.document.text()))
    };
    for finding in workspace.broken() {
        let path = &finding.primary.path;
        if text(workspace, path).is_some_and(|own| Some(own) == text(other, path)) {
            continue;
        }
        if let Some(last) = files.last_mut().filter(|last| last.path == *path) {
            last.errors += 1;
            continue;
        }
        let source = workspace.source(path);
        let line =
            source.map_or(1, |text| LineIndex::new(&text).line_at(finding.primary.span.start));
        files.push(Broken {
            path: path.clone(),
            line,
            message: finding.message.clone(),
            errors: 1,
        });
    }
    files
}
