//! One of the two workspaces, and what is asked of it again and again.

use bailiwick_schema::document::Item;
use bailiwick_schema::vocabulary::Kind;
use rustc_hash::FxHashMap;

use crate::asset::Asset;
use crate::canonical;
use crate::compose::{self, Family, Foundations};
use crate::digest::Digest;
use crate::policy::Subject;
use crate::render::template;
use crate::workspace::{AgentDigests, Workspace};

/// A workspace that is compared.
pub(super) struct Side<'w> {
    pub(super) workspace: &'w Workspace,
    pub(super) environments: Vec<Item<'w>>,
    digests: FxHashMap<&'w str, &'w AgentDigests>,
    foundations: Foundations<'w>,
    /// The policies by name, each with whom it is for.
    pub(super) policies: Vec<(&'w str, Item<'w>, Subject<'w>)>,
}

impl<'w> Side<'w> {
    pub(super) fn new(workspace: &'w Workspace) -> Self {
        let digests = workspace.digests();
        let policies = workspace.fleet().sorted(Kind::Policy).into_iter();
        Self {
            policies: policies.map(|(name, item)| (name, item, Subject::of(item))).collect(),
            workspace,
            environments: workspace.fleet().environments(),
            digests: digests.into_iter().map(|digests| (digests.agent.as_str(), digests)).collect(),
            foundations: Foundations::default(),
        }
    }

    pub(super) fn find(&self, kind: Kind, name: &str) -> Option<Item<'w>> {
        self.workspace.fleet().find(kind, name)
    }

    pub(super) fn environment(&self, name: &str) -> Option<Item<'w>> {
        self.workspace.environment(name)
    }

    /// The agent with its bases, laid.
    pub(super) fn family(&self, agent: Item<'w>) -> Family<'w> {
        let lineage = compose::lineage(self.workspace.fleet(), agent);
        let bases = self.foundations.of(&lineage);
        Family::new(lineage, bases)
    }

    pub(super) fn digests(&self, agent: &str) -> Option<&'w AgentDigests> {
        self.digests.get(agent).copied()
    }

    /// The context digest of an agent where it is present.
    pub(super) fn context(&self, agent: &str, environment: &str) -> Option<Digest> {
        let contexts = &self.digests(agent)?.contexts;
        contexts.iter().find(|(name, _)| name == environment).map(|(_, digest)| *digest)
    }

    pub(super) fn asset(&self, path: &str) -> Option<&'w Asset> {
        self.workspace.assets().get(path)
    }

    /// The text of instructions, parameters put in; empty where there is none.
    pub(super) fn instructions(&self, item: Item<'w>, environment: Option<Item<'w>>) -> String {
        let file = item.property_text("file").and_then(|path| self.asset(path));
        let source = item.text().or_else(|| file.and_then(Asset::text)).unwrap_or_default();
        if !item.is_set("template") {
            return source.replace("\r\n", "\n");
        }
        let values = canonical::parameter_values(self.workspace.fleet(), environment);
        template::render(source, &values).unwrap_or_else(|_| source.to_owned())
    }
}
