//! What every agent is given in one environment, composed in parallel and handed over in order.

use bailiwick_schema::document::Item;
use bailiwick_schema::vocabulary::Kind;
use rayon::prelude::*;

use super::Workspace;
use crate::asset::Row;
use crate::canonical;
use crate::check::Scope;
use crate::compose::{self, Effective};
use crate::digest::Digest;

/// So many contexts are held at a time.
const BATCH: usize = 256;

/// The contexts of one environment.
pub struct Contexts<'w> {
    workspace: &'w Workspace,
    scope: Scope<'w>,
    environment: Option<Item<'w>>,
}

impl Workspace {
    /// The contexts of one environment; of none where the workspace has none.
    #[must_use]
    pub fn contexts<'w>(&'w self, environment: Option<Item<'w>>) -> Contexts<'w> {
        Contexts { workspace: self, scope: self.scope(), environment }
    }
}

impl<'w> Contexts<'w> {
    /// Hands over what `form` makes of every agent's context, sorted by name; an agent with `instances` comes once a row.
    ///
    /// # Errors
    ///
    /// The first error of `take`, which is not called again then.
    pub fn each<T: Send, E>(
        &self,
        form: impl Fn(&Effective<'w>) -> T + Sync,
        mut take: impl FnMut(T) -> Result<(), E>,
    ) -> Result<(), E> {
        let agents = self.workspace.fleet.sorted(Kind::Agent);
        for batch in agents.chunks(BATCH) {
            let made: Vec<Vec<T>> = batch
                .par_iter()
                .map(|(_, agent)| {
                    let rows = self.workspace.rows(*agent).into_iter().map(Some);
                    let rows: Vec<Option<Row>> = rows.collect();
                    let rows = if rows.is_empty() { vec![None] } else { rows };
                    let mut effective = self.workspace.effective(*agent, self.environment);
                    let context = |row| {
                        effective.instance = row;
                        form(&effective)
                    };
                    rows.into_iter().map(context).collect()
                })
                .collect();
            made.into_iter().flatten().try_for_each(&mut take)?;
        }
        Ok(())
    }

    /// A context as canonical JSON, with its digests.
    #[must_use]
    pub fn json(&self, effective: &Effective<'_>) -> String {
        let sources = self.scope.sources();
        let lineage = compose::lineage(self.workspace.fleet(), effective.agent);
        let release = canonical::release_digest(&sources, &lineage);
        canonical::full(&sources, effective, release)
    }

    /// The context digest.
    #[must_use]
    pub fn digest(&self, effective: &Effective<'_>) -> Digest {
        canonical::context_digest(&self.scope.sources(), effective)
    }

    /// Whether the agent lives in the environment, by its stage there.
    #[must_use]
    pub fn is_present(&self, effective: &Effective<'_>) -> bool {
        let environment = effective.environment_name();
        environment.is_none_or(|name| self.scope.is_present(effective.stage(), name))
    }
}
