//! What several checks ask of the whole workspace, found once: who uses a secret, which tools servers share.

use bailiwick_schema::document::{Item, Layering};
use bailiwick_schema::vocabulary::{self, Kind};
use rustc_hash::FxHashMap;

use super::Scope;
use crate::compose::{lineage, overlays};
use crate::per_thread::PerThread;

/// Facts about the declarations of a workspace.
#[derive(Debug, Default)]
pub struct Facts<'w> {
    /// Servers by name.
    pub servers: FxHashMap<&'w str, ServerFacts<'w>>,
    /// The servers that are given each secret, sorted by name.
    pub secrets: FxHashMap<&'w str, Vec<&'w str>>,
    /// The first principal, by name, with each e-mail address in lower case.
    pub addresses: FxHashMap<String, Item<'w>>,
    /// The lifecycle that counts: one of the standard library, or the first by name.
    pub lifecycle: Option<Item<'w>>,
    /// The skills that name each folder, sorted by name.
    pub folders: FxHashMap<&'w str, Vec<Item<'w>>>,
    /// By the address of an agent, its stage in each environment.
    stages: PerThread<FxHashMap<usize, Box<[Option<&'w str>]>>>,
}

/// Facts about a server.
#[derive(Debug, Default)]
pub struct ServerFacts<'w> {
    /// Its tools.
    pub tools: Vec<Item<'w>>,
    /// Its tools whose names other servers offer, too, sorted by name.
    pub shared: Vec<(&'w str, Item<'w>)>,
    /// The settings whose secret has no place in an environment.
    pub unresolved: Vec<Unresolved<'w>>,
}

/// A setting of a server whose secret is kept nowhere in an environment.
#[derive(Debug, Clone, Copy)]
pub struct Unresolved<'w> {
    /// The `env` or `header`.
    pub setting: Item<'w>,
    /// The secret.
    pub secret: Item<'w>,
    /// The environment; empty where there is none at all.
    pub environment: &'w str,
}

impl<'w> ServerFacts<'w> {
    /// Its tool of this name, where other servers have one of that name, too.
    #[must_use]
    pub fn shared(&self, name: &str) -> Option<Item<'w>> {
        let at = self.shared.binary_search_by_key(&name, |(name, _)| *name).ok()?;
        self.shared.get(at).map(|(_, tool)| *tool)
    }
}

impl<'w> Facts<'w> {
    /// Finds all facts but the stages, which are found when they are asked for.
    pub(super) fn of(scope: &Scope<'w>) -> Self {
        let mut facts = Self::default();
        let servers = scope.fleet.sorted(Kind::Server);
        let mut offers: FxHashMap<&'w str, (&'w str, bool)> = FxHashMap::default();
        for (name, server) in &servers {
            let tools: Vec<Item<'w>> = server.children_of(&vocabulary::TOOL).collect();
            for tool in tools.iter().filter_map(|tool| tool.text()) {
                let offer = offers.entry(tool).or_insert((*name, false));
                offer.1 |= offer.0 != *name;
            }
            for secret in secrets(*server) {
                let users = facts.secrets.entry(secret).or_default();
                if users.last() != Some(name) {
                    users.push(*name);
                }
            }
            let unresolved = unresolved(scope, *server);
            facts.servers.insert(*name, ServerFacts { tools, shared: Vec::new(), unresolved });
        }
        for (name, _) in &servers {
            if let Some(server) = facts.servers.get_mut(name) {
                server.shared = shared(&server.tools, &offers);
            }
        }
        let lifecycles = scope.fleet.sorted(Kind::Lifecycle);
        let first = lifecycles.iter().find(|(_, lifecycle)| lifecycle.path().is_std());
        facts.lifecycle = first.or(lifecycles.first()).map(|(_, lifecycle)| *lifecycle);
        for (_, principal) in scope.fleet.sorted(Kind::Principal) {
            for (address, _) in principal.children_of(&vocabulary::EMAIL).flat_map(Item::texts) {
                facts.addresses.entry(address.to_lowercase()).or_insert(principal);
            }
        }
        for (_, skill) in scope.fleet.sorted(Kind::Skill) {
            if let Some(folder) = skill.property_text("folder") {
                facts.folders.entry(folder).or_default().push(skill);
            }
        }
        facts
    }

    /// The stage of an agent in an environment, without putting the rest of its context together.
    pub(super) fn stage(
        &self,
        scope: &Scope<'w>,
        agent: Item<'w>,
        environment: Option<Item<'w>>,
    ) -> Option<&'w str> {
        let Some(at) = scope.environments.iter().position(|other| Some(*other) == environment)
        else {
            return lineage(scope.fleet, agent).stage(environment);
        };
        let stage_at = |stages: &[Option<&'w str>]| stages.get(at).copied().flatten();
        let known =
            self.stages.with(|stages| stages.get(&agent.address()).map(|all| stage_at(all)));
        if let Some(known) = known.flatten() {
            return known;
        }
        let lineage = lineage(scope.fleet, agent);
        let all = scope.environments.iter().map(|environment| lineage.stage(Some(*environment)));
        let all: Box<[Option<&'w str>]> = all.collect();
        let stage = stage_at(&all);
        self.stages.with(|stages| stages.insert(agent.address(), all));
        stage
    }
}

fn shared<'w>(
    tools: &[Item<'w>],
    offers: &FxHashMap<&'w str, (&'w str, bool)>,
) -> Vec<(&'w str, Item<'w>)> {
    let named = tools.iter().filter_map(|tool| Some((tool.text()?, *tool)));
    let mut shared: Vec<(&str, Item<'_>)> =
        named.filter(|(name, _)| offers.get(name).is_some_and(|(_, twice)| *twice)).collect();
    shared.sort_unstable_by_key(|(name, _)| *name);
    shared
}

fn is_setting(item: &Item<'_>) -> bool {
    item.spec() == &vocabulary::VARIABLE || item.spec() == &vocabulary::HEADER
}

/// The secrets that a server is given anywhere.
fn secrets(server: Item<'_>) -> impl Iterator<Item = &str> {
    let blocks = std::iter::once(server).chain(server.children_of(&vocabulary::SERVER_IN));
    blocks
        .flat_map(Item::children)
        .filter(is_setting)
        .filter_map(|setting| setting.property_text("secret"))
}

fn unresolved<'w>(scope: &Scope<'w>, server: Item<'w>) -> Vec<Unresolved<'w>> {
    let mut found = Vec::new();
    if secrets(server).next().is_none() {
        return found;
    }
    for environment in scope
        .environments
        .iter()
        .copied()
        .map(Some)
        .chain(scope.environments.is_empty().then_some(None))
    {
        let name = environment.and_then(Item::text).unwrap_or_default();
        let above: Vec<Item<'w>> =
            overlays(server, name).flat_map(Item::children).filter(is_setting).collect();
        let replaced = |setting: &Item<'w>| {
            above
                .iter()
                .any(|other| other.spec() == setting.spec() && other.text() == setting.text())
        };
        let below = server.children().filter(is_setting).filter(|setting| !replaced(setting));
        for setting in below
            .chain(above.iter().copied())
            .filter(|setting| setting.layering() != Layering::Remove)
        {
            let secret = setting
                .property_text("secret")
                .and_then(|name| scope.fleet.find(Kind::Secret, name));
            let Some(secret) = secret else { continue };
            if place(secret, name).is_none() {
                found.push(Unresolved { setting, secret, environment: name });
            }
        }
    }
    found
}

/// The `from` of a secret that holds in an environment.
pub fn place<'w>(secret: Item<'w>, environment: &str) -> Option<Item<'w>> {
    let above =
        overlays(secret, environment).filter_map(|block| block.child(&vocabulary::FROM)).last();
    above.or_else(|| secret.child(&vocabulary::FROM))
}
