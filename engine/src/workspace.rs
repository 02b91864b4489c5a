//! A workspace: its files, what they declare, and everything found in them.
//!
//! The one place that orders the stages; front ends load and ask.

mod broken;
mod check;
mod contexts;
mod edit;
mod findings;
mod index;
mod kept;
mod load;
mod refresh;
mod summary;
mod suppressions;
mod touched;

use std::collections::BTreeMap;
use std::sync::Arc;

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::path::FilePath;
use bailiwick_schema::value::Date;
use bailiwick_schema::vocabulary::{self, Kind};
use rustc_hash::FxHashSet;

use crate::asset::{self, Asset, Assets, Row};
use crate::check::{Proven, Scope};
use crate::compose::{self, Effective, Layers};
use crate::fleet::{FileId, Fleet};
use crate::settings::Settings;
use crate::world::Listing;

pub use contexts::Contexts;
use findings::View;
pub use findings::{Findings, Shown};
pub use kept::Kept;
pub use load::{load, load_in, load_unchecked};
pub use refresh::Refreshed;
pub use summary::{AgentDigests, Totals};

/// A loaded workspace with all that was found in it.
#[derive(Debug)]
pub struct Workspace {
    settings: Settings,
    listing: Listing,
    fleet: Fleet,
    assets: Assets,
    findings: Findings,
    /// The modules and folders that a `use` names and that are not there.
    modules: FxHashSet<String>,
    /// Where edits are felt; built at the first one.
    index: Option<index::Index>,
    /// The environments that agents are checked in; all where there are none.
    selected: Vec<String>,
    /// The day on which it is looked at.
    today: Option<Date>,
    /// The texts that stand for files.
    edited: BTreeMap<FilePath, Arc<str>>,
    /// What was proven of permissions; what is loaded in its place keeps it.
    proven: Arc<Proven>,
}

impl Workspace {
    /// The settings of `bailiwick.kdl`.
    #[must_use]
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// All declarations.
    #[must_use]
    pub const fn fleet(&self) -> &Fleet {
        &self.fleet
    }

    /// The files that declarations name.
    #[must_use]
    pub const fn assets(&self) -> &Assets {
        &self.assets
    }

    /// The files that lie in it.
    #[must_use]
    pub const fn listing(&self) -> &Listing {
        &self.listing
    }

    /// Everything found, levels and suppressions applied, sorted by place.
    #[must_use]
    pub fn diagnostics(&self) -> Shown {
        self.findings.shown(&self.view())
    }

    fn view(&self) -> View<'_> {
        let Self { settings, fleet, assets, today, .. } = self;
        View { settings, fleet, assets, today: *today, is_whole: self.selected.is_empty() }
    }

    /// The text of a file of the workspace.
    #[must_use]
    pub fn source(&self, path: &FilePath) -> Option<Arc<str>> {
        if let Some((_, file)) = self.fleet.file_at(path) {
            return Some(Arc::clone(file.document.text()));
        }
        self.assets.get(path)?.content.as_ref().ok()?.text.clone()
    }

    /// The agent of this name.
    #[must_use]
    pub fn agent(&self, name: &str) -> Option<Item<'_>> {
        self.fleet.find(Kind::Agent, name)
    }

    /// The environment of this name.
    #[must_use]
    pub fn environment(&self, name: &str) -> Option<Item<'_>> {
        self.fleet.find(Kind::Environment, name)
    }

    /// The agent and the row of an instance's name (`clerk/acme`).
    #[must_use]
    pub fn instance(&self, name: &str) -> Option<(Item<'_>, Row)> {
        let (agent, last) = name.rsplit_once('/')?;
        let agent = self.agent(agent)?;
        let row = self.rows(agent).into_iter().find(|row| row.name == last)?;
        Some((agent, row))
    }

    /// The rows of an agent with `instances`; none where it has no such file or the file cannot be read.
    #[must_use]
    pub fn rows(&self, agent: Item<'_>) -> Vec<Row> {
        let file = agent
            .child(&vocabulary::INSTANCES)
            .and_then(|instances| instances.property_text("file"));
        let text = file.and_then(|file| self.assets.get(file)).and_then(Asset::text);
        text.and_then(|text| asset::rows(text).ok()).unwrap_or_default()
    }

    /// What an agent or a base is given in an environment.
    #[must_use]
    pub fn effective<'w>(
        &'w self,
        agent: Item<'w>,
        environment: Option<Item<'w>>,
    ) -> Effective<'w> {
        let lineage = compose::lineage(&self.fleet, agent);
        compose::effective(&lineage, environment, Layers::All)
    }

    /// What checks look at.
    #[must_use]
    pub fn scope(&self) -> Scope<'_> {
        Scope::new(&self.fleet, &self.assets, &self.listing).on(self.today).knowing(&self.proven)
    }

    /// The files in which something is declared, in the order they were read.
    pub fn files(&self) -> impl Iterator<Item = (FileId, &FilePath)> {
        self.fleet.files().map(|(id, file)| (id, file.path()))
    }

    /// How much there is.
    #[must_use]
    pub fn totals(&self) -> Totals {
        Totals::of(self)
    }

    /// The digests of all agents, sorted by name.
    #[must_use]
    pub fn digests(&self) -> Vec<&AgentDigests> {
        let mut all: Vec<&AgentDigests> =
            self.findings.files.iter().flat_map(|checked| &checked.digests).collect();
        all.sort_by(|a, b| a.agent.cmp(&b.agent));
        all
    }
}

/// Findings by place, code and message, each once.
fn sorted(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    diagnostics.sort_by(|a, b| {
        (&a.primary, a.rule.code, &a.message).cmp(&(&b.primary, b.rule.code, &b.message))
    });
    diagnostics.dedup_by(|a, b| {
        a.primary == b.primary && a.rule.code == b.rule.code && a.message == b.message
    });
    diagnostics
}
