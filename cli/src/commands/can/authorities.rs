//! The permissions of all agents in all environments, each put together when it is asked for first, and kept.

use std::sync::OnceLock;

use bailiwick_engine::check::Scope;
use bailiwick_engine::compose::Effective;
use bailiwick_engine::permission::{Authority, Patterns};
use bailiwick_engine::workspace::Workspace;
use bailiwick_schema::document::Item;
use bailiwick_schema::vocabulary::Kind;
use rustc_hash::FxHashMap;

/// A place for what one agent is given in one environment.
pub(super) type Slot<'w> = OnceLock<Box<Effective<'w>>>;

/// The agents and environments of a workspace, by name and number.
pub(super) struct Subjects<'w> {
    workspace: &'w Workspace,
    scope: Scope<'w>,
    agents: Vec<Item<'w>>,
    numbers: FxHashMap<String, usize>,
    /// A none where the workspace has none.
    environments: Vec<Option<Item<'w>>>,
}

/// What agents may do.
pub(super) struct Authorities<'e, 'w> {
    subjects: &'e Subjects<'w>,
    slots: &'e [Slot<'w>],
    authorities: Vec<OnceLock<Box<Authority<'e, 'w>>>>,
    /// Rules that agents share are read once.
    patterns: Patterns,
}

impl<'w> Subjects<'w> {
    pub(super) fn new(workspace: &'w Workspace) -> Self {
        let (mut agents, mut numbers) = (Vec::new(), FxHashMap::default());
        for (name, agent) in workspace.fleet().sorted(Kind::Agent) {
            numbers.insert(name.to_owned(), agents.len());
            agents.push(agent);
        }
        let mut environments: Vec<Option<Item<'w>>> =
            workspace.fleet().environments().into_iter().map(Some).collect();
        if environments.is_empty() {
            environments.push(None);
        }
        Self { workspace, scope: workspace.scope(), agents, numbers, environments }
    }

    /// A slot for each pair.
    pub(super) fn slots(&self) -> Vec<Slot<'w>> {
        std::iter::repeat_with(OnceLock::new).take(self.count()).collect()
    }

    /// Whether the agent's stage lives in the environment.
    pub(super) fn is_present(&self, effective: &Effective<'_>) -> bool {
        let environment = effective.environment_name();
        environment.is_none_or(|name| self.scope.is_present(effective.stage(), name))
    }

    fn count(&self) -> usize {
        self.agents.len() * self.environments.len()
    }

    /// The number of an agent; of an instance that of its agent, which is kept among the `instances`.
    pub(super) fn agent(
        &self,
        name: &str,
        instances: &mut FxHashMap<String, usize>,
    ) -> Option<usize> {
        if let Some(number) = self.numbers.get(name).or_else(|| instances.get(name)) {
            return Some(*number);
        }
        let (agent, _) = self.workspace.instance(name)?;
        let number = *self.numbers.get(agent.text()?)?;
        instances.insert(name.to_owned(), number);
        Some(number)
    }

    /// The number of an environment; of none that of a workspace without any.
    pub(super) fn environment(&self, name: Option<&str>) -> Option<usize> {
        self.environments.iter().position(|other| other.and_then(Item::text) == name)
    }
}

impl<'e, 'w> Authorities<'e, 'w> {
    pub(super) fn new(subjects: &'e Subjects<'w>, slots: &'e [Slot<'w>]) -> Self {
        let authorities = std::iter::repeat_with(OnceLock::new).take(slots.len()).collect();
        Self { subjects, slots, authorities, patterns: Patterns::default() }
    }

    /// What an agent is given in an environment, and may do there.
    pub(super) fn of(
        &self,
        agent: usize,
        environment: usize,
    ) -> Option<(&Effective<'w>, &Authority<'e, 'w>)> {
        let Subjects { workspace, agents, environments, .. } = self.subjects;
        let (item, place) = (*agents.get(agent)?, *environments.get(environment)?);
        let number = agent * environments.len() + environment;
        let slot: &'e Slot<'w> = self.slots.get(number)?;
        let effective = slot.get_or_init(|| Box::new(workspace.effective(item, place)));
        let authority = self.authorities.get(number)?;
        let read = || Box::new(Authority::with(effective, &self.patterns));
        Some((effective, authority.get_or_init(read)))
    }
}
