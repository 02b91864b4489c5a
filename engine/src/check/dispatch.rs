//! Which checks look at which row; made once.

use std::sync::OnceLock;

use bailiwick_schema::document::Item;
use bailiwick_schema::vocabulary::NodeSpec;
use rustc_hash::FxHashMap;

use super::reach::Reach;
use super::rules::CHECKS;
use super::{Report, Run, Scope, Text};
use crate::compose::{Effective, Lineage};

type ItemCheck = fn(Item<'_>, &mut Report);
type ScopedCheck = fn(&Scope<'_>, Item<'_>, &mut Report);
type TextCheck = fn(&Text<'_>, &mut Report);
type ScopedTextCheck = fn(&Scope<'_>, &Text<'_>, &mut Report);
type AgentCheck = for<'w> fn(&Scope<'w>, &Lineage<'w>, &mut Report);
type EffectiveCheck = for<'w> fn(&Scope<'w>, &Effective<'w>, &mut Report);
type ReachCheck = for<'w> fn(&Scope<'w>, &Reach<'_, 'w>, &mut Report);

/// The checks by the row that they look at.
#[derive(Default)]
pub(super) struct Dispatch {
    items: FxHashMap<usize, Vec<ItemCheck>>,
    scoped: FxHashMap<usize, Vec<ScopedCheck>>,
    /// Those that look at every row.
    pub(super) any_item: Vec<ItemCheck>,
    pub(super) any_scoped: Vec<ScopedCheck>,
    pub(super) texts: Vec<TextCheck>,
    pub(super) scoped_texts: Vec<ScopedTextCheck>,
    pub(super) agents: Vec<AgentCheck>,
    pub(super) contexts: Vec<EffectiveCheck>,
    pub(super) reaches: Vec<ReachCheck>,
}

impl Dispatch {
    /// The one table.
    pub(super) fn get() -> &'static Self {
        static TABLE: OnceLock<Dispatch> = OnceLock::new();
        TABLE.get_or_init(Self::new)
    }

    fn new() -> Self {
        let mut table = Self::default();
        for check in CHECKS {
            match &check.run {
                Run::Item([], run) => table.any_item.push(*run),
                Run::Item(specs, run) => {
                    for spec in *specs {
                        table.items.entry(address(spec)).or_default().push(*run);
                    }
                }
                Run::Scoped([], run) => table.any_scoped.push(*run),
                Run::Scoped(specs, run) => {
                    for spec in *specs {
                        table.scoped.entry(address(spec)).or_default().push(*run);
                    }
                }
                Run::Text(run) => table.texts.push(*run),
                Run::ScopedText(run) => table.scoped_texts.push(*run),
                Run::Agent(run) => table.agents.push(*run),
                Run::Effective(run) => table.contexts.push(*run),
                Run::Reach(run) => table.reaches.push(*run),
                Run::Elsewhere => {}
            }
        }
        table
    }

    /// The checks of a row by itself.
    pub(super) fn items(&self, spec: &NodeSpec) -> &[ItemCheck] {
        self.items.get(&address(spec)).map_or(&[], Vec::as_slice)
    }

    /// The checks of a row in its workspace.
    pub(super) fn scoped(&self, spec: &NodeSpec) -> &[ScopedCheck] {
        self.scoped.get(&address(spec)).map_or(&[], Vec::as_slice)
    }
}

fn address(spec: &NodeSpec) -> usize {
    std::ptr::from_ref(spec) as usize
}
