//! What was proven of permissions already, by content, so that an edit proves again only what it changes.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::digest::Digest;
use crate::per_thread::PerThread;
use crate::permission::{Excess, Patterns};
use crate::policy::Memory;

/// Patterns that were read, and answers about all that is given; it outlives the scopes of edits.
#[derive(Debug, Default)]
pub struct Proven {
    /// Patterns, with the automata that were made of them.
    pub(crate) patterns: Patterns,
    /// Answers about the bounds of policies.
    pub(crate) bounds: Memory,
    /// Answers about what checks warn of.
    pub(super) risks: Risks,
    /// Whether rules do nothing beside others.
    pub(super) standings: Standings,
}

/// Whether rules do nothing beside others, by all that both say.
#[derive(Debug, Default)]
pub(super) struct Standings {
    known: PerThread<FxHashMap<Digest, bool>>,
}

impl Standings {
    /// The answer, found at most once by each thread.
    pub(super) fn answer(&self, asked: &str, find: impl FnOnce() -> bool) -> bool {
        self.known.remember(Digest::of(asked.as_bytes()), |_| find())
    }
}

/// Which request of some pieces is given more than a person's say, by all that is given.
#[derive(Debug, Default)]
pub(super) struct Risks {
    known: PerThread<FxHashMap<Asked, Excess>>,
}

/// The place of the risks, the numbers of their pieces, and all that is given.
pub(super) type Asked = (usize, Vec<usize>, Arc<str>);

impl Risks {
    /// The answer, found at most once by each thread.
    pub(super) fn answer(&self, asked: Asked, find: impl FnOnce() -> Excess) -> Excess {
        self.known.remember(asked, |_| find())
    }
}
