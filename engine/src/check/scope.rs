//! What a check may look at beside its own subject.

use std::sync::{Arc, OnceLock, RwLock};

use bailiwick_schema::document::Item;
use bailiwick_schema::suggest::Candidates;
use bailiwick_schema::value::Date;
use bailiwick_schema::vocabulary::{self, Kind};
use rustc_hash::{FxHashMap, FxHashSet};

use super::circles::Circles;
use super::facts::Facts;
use super::nearest::{Files, Suggestions};
use super::proven::Proven;
use super::risk::Looked;
use super::templates::Templates;
use crate::asset::{Asset, Assets, Need};
use crate::canonical::{Remembered, Sources};
use crate::compose::Foundations;
use crate::fleet::{FileId, Fleet, Place};
use crate::permission::Patterns;
use crate::policy::Policies;
use crate::world::Listing;

/// The workspace around a subject.
pub struct Scope<'w> {
    /// All declarations.
    pub fleet: &'w Fleet,
    /// The files that declarations name.
    pub assets: &'w Assets,
    /// The files that lie in the workspace.
    pub listing: &'w Listing,
    /// The environments that are looked at, in the order of declaration.
    pub environments: Vec<Item<'w>>,
    /// What contexts point at, written already.
    pub remembered: Remembered,
    /// Bases that are laid already.
    pub foundations: Foundations<'w>,
    used: Used<'w>,
    facts: OnceLock<Facts<'w>>,
    circles: OnceLock<Circles<'w>>,
    policies: OnceLock<Policies<'w>>,
    suggestions: Suggestions<'w>,
    today: Option<Date>,
    selected: &'w [String],
    matched: RwLock<FxHashMap<Need, bool>>,
    pub(super) templates: Templates,
    proven: Arc<Proven>,
    looked: Looked<'w>,
}

/// The files that refer to each name.
pub type Referrers = FxHashMap<(Kind, Box<str>), Vec<FileId>>;

/// What anything refers to.
enum Used<'w> {
    Collected(FxHashSet<Place>),
    Kept(&'w Referrers),
}

impl<'w> Scope<'w> {
    /// A scope over a fleet and its files.
    #[must_use]
    pub fn new(fleet: &'w Fleet, assets: &'w Assets, listing: &'w Listing) -> Self {
        Self::with_referred(fleet, assets, listing, fleet.referred())
    }

    /// The same, with the declarations that anything refers to.
    #[must_use]
    pub fn with_referred(
        fleet: &'w Fleet,
        assets: &'w Assets,
        listing: &'w Listing,
        referred: FxHashSet<Place>,
    ) -> Self {
        Self::over(fleet, assets, listing, Used::Collected(referred))
    }

    /// The same, with the references that an editor keeps.
    #[must_use]
    pub fn with_referrers(
        fleet: &'w Fleet,
        assets: &'w Assets,
        listing: &'w Listing,
        referrers: &'w Referrers,
    ) -> Self {
        Self::over(fleet, assets, listing, Used::Kept(referrers))
    }

    fn over(fleet: &'w Fleet, assets: &'w Assets, listing: &'w Listing, used: Used<'w>) -> Self {
        Self {
            fleet,
            assets,
            listing,
            environments: fleet.environments(),
            remembered: Remembered::default(),
            foundations: Foundations::default(),
            used,
            facts: OnceLock::new(),
            circles: OnceLock::new(),
            policies: OnceLock::new(),
            suggestions: Suggestions::default(),
            today: None,
            selected: &[],
            matched: RwLock::default(),
            templates: Templates::default(),
            proven: Arc::default(),
            looked: Looked::default(),
        }
    }

    /// The same, with agents checked in these environments only; in all where none is named.
    #[must_use]
    pub fn only(mut self, environments: &'w [String]) -> Self {
        self.selected = environments;
        self
    }

    /// The same, looked at on this day.
    #[must_use]
    pub const fn on(mut self, today: Option<Date>) -> Self {
        self.today = today;
        self
    }

    /// The same, with what was proven before.
    #[must_use]
    pub fn knowing(mut self, proven: &Arc<Proven>) -> Self {
        self.proven = Arc::clone(proven);
        self
    }

    /// The day on which it is looked at.
    #[must_use]
    pub const fn today(&self) -> Option<Date> {
        self.today
    }

    /// Whether agents are checked in this environment.
    #[must_use]
    pub fn is_selected(&self, environment: &str) -> bool {
        self.selected.is_empty() || self.selected.iter().any(|name| name == environment)
    }

    /// What contexts are written from.
    #[must_use]
    pub fn sources(&self) -> Sources<'_> {
        Sources {
            fleet: self.fleet,
            assets: self.assets,
            listing: self.listing,
            environments: &self.environments,
            remembered: &self.remembered,
        }
    }

    /// Whether a `knowledge` pattern, less these exceptions, names any file.
    #[must_use]
    pub fn is_matched<'e>(
        &self,
        knowledge: Item<'_>,
        except: impl IntoIterator<Item = &'e str>,
    ) -> bool {
        let Some(need) = Need::knowledge(knowledge, except) else { return true };
        let known = self.matched.read().ok().and_then(|known| known.get(&need).copied());
        known.unwrap_or_else(|| {
            let matched = need.is_any(self.listing);
            if let Ok(mut known) = self.matched.write() {
                known.insert(need, matched);
            }
            matched
        })
    }

    /// What several checks ask of the whole workspace.
    #[must_use]
    pub fn facts(&self) -> &Facts<'w> {
        self.facts.get_or_init(|| Facts::of(self))
    }

    /// Patterns of permissions that were read already.
    pub(crate) fn patterns(&self) -> &Patterns {
        &self.proven.patterns
    }

    /// What was proven of permissions already.
    pub(crate) fn proven(&self) -> &Proven {
        &self.proven
    }

    /// What checks know of permissions already.
    pub(super) const fn looked(&self) -> &Looked<'w> {
        &self.looked
    }

    /// What no agent may be given.
    #[must_use]
    pub fn policies(&self) -> &Policies<'w> {
        self.policies.get_or_init(|| Policies::of(self))
    }

    /// The bases and the environments that lead back to themselves.
    #[must_use]
    pub fn circles(&self) -> &Circles<'w> {
        self.circles.get_or_init(|| Circles::of(self.fleet))
    }

    /// The declared name nearest to a wrong one.
    #[must_use]
    pub fn nearest(&self, kind: Kind, name: &str) -> Option<&'w str> {
        self.suggestions.name(self.fleet, kind, name)
    }

    /// The tools that a server declares, to look one up or to find the one that was meant.
    #[must_use]
    pub fn tools(&self, server: Item<'w>) -> Arc<Candidates<'w>> {
        self.suggestions.tools(server)
    }

    /// The files of the workspace, to find the one that was meant.
    pub(crate) fn files(&self) -> &Files<'w> {
        self.suggestions.files(self.listing)
    }

    /// Whether an agent lives in an environment, by its stage there.
    #[must_use]
    pub fn lives_in(&self, agent: Item<'w>, environment: Item<'w>) -> bool {
        self.is_present(self.stage_of(agent, environment), environment.text().unwrap_or_default())
    }

    /// The stage of an agent in an environment.
    #[must_use]
    pub fn stage_of(&self, agent: Item<'w>, environment: Item<'w>) -> Option<&'w str> {
        self.facts().stage(self, agent, Some(environment))
    }

    /// Whether the lifecycle lets an agent of this stage live in this environment.
    ///
    /// An agent without a stage, or with one that is not declared, lives everywhere.
    #[must_use]
    pub fn is_present(&self, stage: Option<&str>, environment: &str) -> bool {
        let Some(stage) = stage.and_then(|stage| self.fleet.find(Kind::Stage, stage)) else {
            return true;
        };
        let mut limited = false;
        for environments in stage.children_of(&vocabulary::ENVIRONMENTS) {
            limited = true;
            if environments.texts().any(|(name, _)| name == environment) {
                return true;
            }
        }
        !limited
    }

    /// Whether anything refers to this name.
    #[must_use]
    pub fn is_used(&self, kind: Kind, name: &str) -> bool {
        match &self.used {
            Used::Collected(used) => {
                self.fleet.names().get(kind, name).first().is_some_and(|place| used.contains(place))
            }
            Used::Kept(used) => {
                used.get(&(kind, Box::from(name))).is_some_and(|files| !files.is_empty())
            }
        }
    }

    /// The agent that has the row of an instance's name (`clerk/acme`).
    #[must_use]
    pub fn instance(&self, name: &str) -> Option<Item<'w>> {
        let (agent, row) = name.rsplit_once('/')?;
        let agent = self.fleet.find(Kind::Agent, agent)?;
        let file = agent.child(&vocabulary::INSTANCES)?.property_text("file")?;
        let rows = crate::asset::rows(self.asset(file)?.text()?).ok()?;
        rows.iter().any(|other| other.name == row).then_some(agent)
    }

    /// A file that a declaration names.
    #[must_use]
    pub fn asset(&self, path: &str) -> Option<&'w Asset> {
        self.assets.get(path)
    }
}
