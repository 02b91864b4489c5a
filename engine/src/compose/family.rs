//! One agent in many environments, sharing what the environments do not touch.
//!
//! Rows of an agent's block meet only rows of the same name, so an environment changes just the rows that its `defaults`
//! and the `in` blocks name; all others are as declared.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::vocabulary::{self, Merge, NodeSpec};
use rustc_hash::FxHashMap;

use super::{Effective, Laid, Layers, Lineage, complete, is_overlay, said};

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

    /// What the agent is given in an environment; equal to [`super::effective`].
    #[must_use]
    pub fn effective(
        &self,
        environment: Item<'f>,
        layers: Layers,
        touched: &[&'static NodeSpec],
    ) -> Effective<'f> {
        let is_touched = |spec: &NodeSpec| touched.contains(&spec);
        let untouched = self.declared.fields.iter().filter(|field| !is_touched(field.spec()));
        let mut effective = Effective {
            agent: self.declared.agent,
            environment: Some(environment),
            fields: untouched.cloned().collect(),
            problems: self
                .declared
                .problems
                .iter()
                .filter(|found| !self.is_about(found, touched))
                .cloned()
                .collect(),
            instance: None,
        };
        if !touched.is_empty() {
            let mut laid = Laid::default();
            for block in self.layers(environment, layers) {
                laid.lay_rows(block, touched);
            }
            effective.fields.extend(said(laid.fields));
            effective.problems.extend(laid.problems);
        }
        effective
    }

    /// The blocks that an environment adds, lowest first.
    pub(crate) fn blocks(&self, environment: Item<'f>, layers: Layers) -> Vec<Item<'f>> {
        let defaults = environment.child(&vocabulary::DEFAULTS).filter(|_| layers == Layers::All);
        let mut blocks: Vec<Item<'f>> = defaults.into_iter().collect();
        let name = environment.text().unwrap_or_default();
        blocks.extend(self.overlays.get(name).into_iter().flatten().copied());
        blocks
    }

    /// All blocks, lowest first.
    fn layers(&self, environment: Item<'f>, layers: Layers) -> Vec<Item<'f>> {
        let mut added = self.blocks(environment, layers);
        let defaults = added.first().is_some_and(|block| block.spec() == &vocabulary::DEFAULTS);
        let overlays = added.split_off(usize::from(defaults));
        added.extend(self.lineage.declarations());
        added.extend(overlays);
        added
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
