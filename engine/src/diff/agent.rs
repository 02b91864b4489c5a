//! One agent on both sides: its presence, its fields and its authority, environment by environment.

mod instances;
mod rows;
mod work;

use std::cell::LazyCell;

use bailiwick_schema::document::Item;
use bailiwick_schema::vocabulary;

use super::authority::Comparisons;
use super::closure::Closures;
use super::environment::EnvironmentPair;
use super::found::{Draft, Found};
use super::pairs::Pair;
use super::place::Spot;
use super::{Direction, Fate, Only, Piece, What};
use crate::compose::{self, Effective, Family, Field, Layers};
use crate::workspace::Workspace;

use rows::floating;
use work::Work;

/// What is found in one agent: the number of the environment, none where it is not of one, and the change.
pub(super) type Findings<'w> = Vec<(Option<usize>, Found<'w>)>;

/// The two sides and all that was compared already.
pub(super) struct Comparer<'c, 'w> {
    pub(super) closures: Closures<'c, 'w>,
    pub(super) comparisons: Comparisons,
    /// The environments of both sides; none where a side has none, so that agents are compared as declared.
    pub(super) environments: Vec<EnvironmentPair<'w>>,
    /// Whether the `defaults` of each of them are the same texts on both sides.
    pub(super) default_alike: Vec<bool>,
    pub(super) only: &'c Only,
}

impl<'w> Comparer<'_, 'w> {
    /// Everything that differs in an agent.
    pub(super) fn agent(&self, pair: &Pair<'w>) -> Findings<'w> {
        let mut found = Findings::new();
        match (pair.before, pair.after) {
            (Some((_, before)), Some((_, after))) => self.both(pair, (before, after), &mut found),
            (None, Some((_, after))) => {
                found.push((None, fate(Fate::Added, Direction::WIDENS, None, Some(after))));
                self.new_agent(after, &mut found);
            }
            (Some((_, before)), None) => {
                found.push((None, fate(Fate::Removed, Direction::NARROWS, Some(before), None)));
            }
            (None, None) => {}
        }
        found
    }

    fn both(
        &self,
        pair: &Pair<'w>,
        (before, after): (Item<'w>, Item<'w>),
        found: &mut Findings<'w>,
    ) {
        found.extend(renamed(pair, (before, after)).map(|renamed| (None, renamed)));
        found.extend(instances::compared(self, (before, after)).map(|rows| (None, rows)));
        let sides = (self.closures.before, self.closures.after);
        let is_same = is_written_alike((sides.0.workspace, before), (sides.1.workspace, after));
        let was = LazyCell::new(|| sides.0.family(before));
        let is = LazyCell::new(|| sides.1.family(after));
        let mut work = Work::new(self);
        let digests = (
            pair.before.and_then(|(agent, _)| sides.0.digests(agent)),
            pair.after.and_then(|(agent, _)| sides.1.digests(agent)),
        );
        let is_same_release = is_same
            && digests.0.map(|digests| digests.release) == digests.1.map(|digests| digests.release);
        if self.environments.is_empty() {
            if !is_same_release {
                work.fields(None, was.declared(), is.declared(), found);
            }
            return;
        }
        let mut present = false;
        for (at, names) in self.environments.iter().copied().enumerate() {
            let digests = (
                pair.before.and_then(|(agent, _)| sides.0.context(agent, names.before)),
                pair.after.and_then(|(agent, _)| sides.1.context(agent, names.after)),
            );
            present |= digests.0.is_some() || digests.1.is_some();
            let is_alike = is_same && self.default_alike.get(at) == Some(&true);
            let is_unchanged = digests.0 == digests.1 && (is_alike || digests.0.is_none());
            if is_unchanged || !self.only.has_environment(names) {
                continue;
            }
            let was =
                digests.0.and_then(|_| in_environment(&was, sides.0.environment(names.before)));
            let is = digests.1.and_then(|_| in_environment(&is, sides.1.environment(names.after)));
            let spots = (Some(before), Some(after));
            match (was, is) {
                (Some(was), Some(is)) => work.fields(Some(at), &was, &is, found),
                (None, Some(is)) => {
                    let entered = fate(Fate::Entered, Direction::WIDENS, spots.0, spots.1);
                    found.push((Some(at), entered));
                    self.gained(Some(at), &is, found);
                }
                (Some(_), None) => {
                    let left = fate(Fate::Left, Direction::NARROWS, spots.0, spots.1);
                    found.push((Some(at), left));
                }
                (None, None) => {}
            }
        }
        if !present && self.only.is_everywhere() && !is_same_release {
            work.fields(None, was.declared(), is.declared(), found);
        }
    }

    /// What a new agent may do, everywhere where it is present.
    fn new_agent(&self, agent: Item<'w>, found: &mut Findings<'w>) {
        let family = self.closures.after.family(agent);
        if self.environments.is_empty() {
            return self.gained(None, family.declared(), found);
        }
        let name = agent.text().unwrap_or_default();
        for (at, names) in self.environments.iter().copied().enumerate() {
            let is_present = self.closures.after.context(name, names.after).is_some();
            if !is_present || !self.only.has_environment(names) {
                continue;
            }
            let block = self.closures.after.environment(names.after);
            if let Some(effective) = in_environment(&family, block) {
                self.gained(Some(at), &effective, found);
            }
        }
    }

    /// What a context gives where there was none: what may be done, what is reached, what floats.
    fn gained(&self, at: Option<usize>, after: &Effective<'w>, found: &mut Findings<'w>) {
        let mut new = Vec::new();
        self.comparisons.compare(None, Some(after), &mut new);
        let servers: Vec<&Field<'w>> = after.fields_of(&vocabulary::USED_SERVER).collect();
        self.closures.used_servers(&[], &servers, (None, after.environment_name()), &mut new);
        floating(None, after, &mut new);
        found.extend(new.into_iter().map(|found| (at, found)));
    }
}

/// What an agent is given in an environment.
fn in_environment<'w>(family: &Family<'w>, environment: Option<Item<'w>>) -> Option<Effective<'w>> {
    let environment = environment?;
    let touched = family.touched(environment, Layers::All);
    Some(family.effective(environment, Layers::All, &touched))
}

/// That an agent has another name.
fn renamed<'w>(pair: &Pair<'w>, (before, after): (Item<'w>, Item<'w>)) -> Option<Found<'w>> {
    let mut draft = Draft::new(&["agent".to_owned()], What::Agent(Fate::Renamed));
    let piece = Piece { before: Some(pair.former()?.into()), after: Some(pair.name().into()) };
    draft.piece(piece, (Some(Spot::of(before)), Some(Spot::of(after))));
    Some(draft.ends(Direction::NEUTRAL, None))
}

/// What became of an agent as a whole.
fn fate<'w>(
    fate: Fate,
    direction: Direction,
    before: Option<Item<'w>>,
    after: Option<Item<'w>>,
) -> Found<'w> {
    let mut draft = Draft::new(&["agent".to_owned()], What::Agent(fate));
    let piece = Piece { before: None, after: None };
    draft.piece(piece, (before.map(Spot::of), after.map(Spot::of)));
    draft.ends(direction, None)
}

/// Whether all declarations of an agent are the same texts on both sides, so that only what they point at may differ.
fn is_written_alike<'w>(
    (before, old): (&'w Workspace, Item<'w>),
    (after, new): (&'w Workspace, Item<'w>),
) -> bool {
    let was = compose::lineage(before.fleet(), old);
    let is = compose::lineage(after.fleet(), new);
    was.declarations().map(text).eq(is.declarations().map(text))
}

/// A node as it is written.
pub(super) fn text(item: Item<'_>) -> &str {
    item.span().text(item.document().text())
}
