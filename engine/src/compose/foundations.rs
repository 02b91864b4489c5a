//! Bases laid once for all agents that extend the same ones.

use std::sync::{Arc, RwLock};

use rustc_hash::FxHashMap;

use super::{Laid, Layers, Lineage, foundation};

/// Laid bases, by which they are.
#[derive(Debug, Default)]
pub struct Foundations<'f> {
    known: RwLock<FxHashMap<Vec<usize>, Arc<Laid<'f>>>>,
}

impl<'f> Foundations<'f> {
    /// The bases of an agent, laid.
    #[must_use]
    pub fn of(&self, lineage: &Lineage<'f>) -> Laid<'f> {
        if lineage.bases.is_empty() {
            return Laid::default();
        }
        let key: Vec<usize> = lineage.bases.iter().map(|base| base.address()).collect();
        let known = self.known.read().ok().and_then(|known| known.get(&key).map(Arc::clone));
        if let Some(known) = known {
            return Laid::clone(&known);
        }
        let laid = foundation(lineage, None, Layers::Declared);
        if let Ok(mut known) = self.known.write() {
            known.insert(key, Arc::new(laid.clone()));
        }
        laid
    }
}
