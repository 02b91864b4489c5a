//! One agent in many environments, sharing what the environments do not touch.
//!
//! Rows of an agent's block meet only rows of the same name, so an environment changes just the rows that its `defaults`
//! and the `in` blocks name; all others are as declared.

use std::sync::Arc;

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::vocabulary::{self, Merge, NodeSpec};
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::{Effective, Field, Laid, Layers, Lineage, complete, is_overlay, said};

/// Blocks that are laid, lowest first; seldom more than a few.
pub(crate) type Blocks<'f> = SmallVec<[Item<'f>; 8]>;

/// An agent with its bases, put together once.
#[derive(Debug)]
pub struct Family<'f> {
    lineage: Lineage<'f>,
    declared: Effective<'f>,
    /// The `in` blocks of the bases and of the agent that name each environment, lowest first.
    overlays: FxHashMap<&'f str, Vec<Item<'f>>>,
}

impl<'f> Family<'f> {
    /// Lays the agent over its bases, which are laid already.
    #[must_use]
    pub fn new(lineage: Lineage<'f>, bases: Laid<'f>) -> Self {
        let declared = complete(&lineage, None, bases);
        let mut by_environment: FxHashMap<&str, Vec<Item<'f>>> = FxHashMap::default();
        for block in lineage.declarations().flat_map(Item::children) {
            if !is_overlay(block) {
                continue;
            }
            for (name, _) in block.texts() {
                let blocks = by_environment.entry(name).or_default();
                if blocks.last() != Some(&block) {
                    blocks.push(block);
                }
            }
        }
        Self { lineage, declared, overlays: by_environment }
    }

    /// The agent and its bases.
    #[must_use]
    pub const fn lineage(&self) -> &Lineage<'f> {
        &self.lineage
    }

    /// The agent as declared, for all environments.
    #[must_use]
    pub const fn declared(&self) -> &Effective<'f> {
        &self.declared
    }

    /// The rows that an environment's layers name.
    #[must_use]
    pub fn touched(&self, environment: Item<'f>, layers: Layers) -> Vec<&'static NodeSpec> {
        let mut rows: Vec<&'static NodeSpec> = Vec::new();
        for block in self.blocks(environment, layers) {
            for row in block.children().map(Item::spec).filter(|row| row.merge != Merge::Local) {
                if !rows.contains(&row) {
                    rows.push(row);
                }
            }
        }
        rows
    }

    /// What the agent is given in an environment whose layers touch these rows; equal to [`super::effective`].
    #[must_use]
    pub fn effective(
        &self,
        environment: Item<'f>,
        layers: Layers,
        touched: &[&'static NodeSpec],
    ) -> Effective<'f> {
        let mut visit = self.visit();
        visit.enter(environment, layers, touched);
        visit.effective
    }

    /// Goes through environments one after the other.
    #[must_use]
    pub fn visit(&self) -> Visit<'_, 'f> {
        Visit { family: self, effective: self.declared.clone(), touched: Vec::new() }
    }

    /// The blocks that an environment adds, lowest first.
    pub(crate) fn blocks(&self, environment: Item<'f>, layers: Layers) -> Blocks<'f> {
        let defaults = environment.child(&vocabulary::DEFAULTS).filter(|_| layers == Layers::All);
        let mut blocks: Blocks<'f> = defaults.into_iter().collect();
        let name = environment.text().unwrap_or_default();
        blocks.extend(self.overlays.get(name).into_iter().flatten().copied());
        blocks
    }

    /// All blocks, lowest first.
    fn layers(&self, environment: Item<'f>, layers: Layers) -> Blocks<'f> {
        let mut all = self.blocks(environment, layers);
        let defaults = all.first().is_some_and(|block| block.spec() == &vocabulary::DEFAULTS);
        all.insert_many(usize::from(defaults), self.lineage.declarations());
        all
    }

    /// Whether a problem lies in one of these rows of the agent or a base.
    fn is_about(&self, problem: &Diagnostic, rows: &[&'static NodeSpec]) -> bool {
        let place = &problem.primary;
        let here = self.lineage.declarations().filter(|item| *item.path() == place.path);
        here.flat_map(Item::children).any(|child| {
            child.span().start <= place.span.start
                && place.span.end <= child.span().end
                && rows.contains(&child.spec())
        })
    }
}

/// What an agent is given in one environment after the other: rows that both leave as declared stay where they are.
#[derive(Debug)]
pub struct Visit<'a, 'f> {
    family: &'a Family<'f>,
    effective: Effective<'f>,
    /// The rows that are not as declared.
    touched: Vec<&'static NodeSpec>,
}

impl<'f> Visit<'_, 'f> {
    /// Goes on to an environment whose layers touch these rows; gives what holds there.
    pub fn enter(
        &mut self,
        environment: Item<'f>,
        layers: Layers,
        touched: &[&'static NodeSpec],
    ) -> &Effective<'f> {
        let Self { family, effective, touched: left } = self;
        let is_touched = |field: &Arc<Field<'f>>| touched.contains(&field.spec());
        let was_touched = |field: &Arc<Field<'f>>| left.contains(&field.spec());
        effective.fields.retain(|field| !is_touched(field) && !was_touched(field));
        let declared = family.declared.fields.iter();
        let restored = declared.filter(|field| was_touched(field) && !is_touched(field));
        effective.fields.extend(restored.cloned());
        let problems = family.declared.problems.iter();
        let kept = problems.filter(|found| !family.is_about(found, touched));
        effective.problems = kept.cloned().collect();
        effective.environment = Some(environment);
        if !touched.is_empty() {
            let mut laid = Laid::default();
            for block in family.layers(environment, layers) {
                laid.lay_rows(block, touched);
            }
            effective.fields.extend(said(laid.fields));
            effective.problems.extend(laid.problems);
        }
        *left = touched.to_vec();
        effective
    }
}
