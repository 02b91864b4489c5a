//! Bases laid once for all agents that extend the same ones.

use rustc_hash::FxHashMap;

use super::{Laid, Layers, Lineage, foundation};
use crate::per_thread::PerThread;

/// Laid bases, by which they are.
#[derive(Debug, Default)]
pub struct Foundations<'f> {
    /// By the addresses of the bases; each thread has its own, for counting what threads share makes them wait.
    known: PerThread<FxHashMap<Vec<usize>, Laid<'f>>>,
}

impl<'f> Foundations<'f> {
    /// The bases of an agent, laid.
    #[must_use]
    pub fn of(&self, lineage: &Lineage<'f>) -> Laid<'f> {
        if lineage.bases.is_empty() {
            return Laid::default();
        }
        let key: Vec<usize> = lineage.bases.iter().map(|base| base.address()).collect();
        self.known.remember(key, |_| foundation(lineage, None, Layers::Declared))
    }
}
