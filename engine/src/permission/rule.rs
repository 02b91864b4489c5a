//! One line of a permission: what is done with the requests that a pattern matches.

use super::{Action, Condition, Effect, Part, Pattern, Resource};

/// A rule with one pattern and its condition.
#[derive(Debug, Clone)]
pub struct Rule {
    /// What is done.
    pub effect: Effect,
    /// With which requests.
    pub action: Action,
    /// On which resources.
    pub pattern: Pattern,
    /// With which arguments.
    pub condition: Condition,
    /// Which rules count before it.
    pub rank: Rank,
}

/// Which rules count before a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Rank {
    /// Those that give less.
    #[default]
    Stated,
    /// All that say anything.
    Otherwise,
}

impl Rule {
    /// A rule that holds for all arguments.
    #[must_use]
    pub fn new(effect: Effect, action: Action, pattern: Pattern) -> Self {
        let (condition, rank) = (Condition::default(), Rank::Stated);
        Self { effect, action, pattern, condition, rank }
    }

    /// What is done with requests of an action that no other rule says anything about.
    #[must_use]
    pub fn otherwise(effect: Effect, action: Action) -> Option<Self> {
        let pattern = Pattern::everything(action)?.as_written();
        Some(Self { rank: Rank::Otherwise, ..Self::new(effect, action, pattern) })
    }

    /// Whether it denies or asks, and is no last word.
    #[must_use]
    pub fn is_guard(&self) -> bool {
        self.effect < Effect::Allow && self.rank == Rank::Stated
    }

    /// All that decides what it does, as a text that only rules that do the same to the same have.
    #[must_use]
    pub fn content(&self) -> String {
        let rank = if self.rank == Rank::Otherwise { "otherwise " } else { "" };
        format!("{rank}{} {}\n{}", self.effect, self.pattern.content(), self.condition)
    }

    /// The same, without what it guards beyond what is written: programs in other folders, commands behind wrappers.
    #[must_use]
    pub fn as_written(&self) -> Self {
        Self { pattern: self.pattern.as_written(), ..self.clone() }
    }

    /// Whether it matches some command that begins as a part does of which no more is known.
    #[must_use]
    pub fn may_be_begun_by(&self, part: &Part) -> bool {
        let (resource, languages) = match part {
            Part::Beginning(resource) => (resource, self.pattern.languages_for(self.effect)),
            // What is behind the wrapper is looked at by itself: as a guard, every rule would match something there.
            Part::Wrapping(resource) => (resource, self.pattern.languages()),
            Part::Command(_) | Part::Script(_) | Part::File(..) => return false,
        };
        let text = resource.read_as();
        let mut languages = languages.iter().filter(|one| one.space() == resource.space());
        languages.any(|language| language.may_begin(&text))
    }

    /// Whether it matches something that may lie below a folder, as far as that can be told.
    pub(super) fn may_match_below(&self, folder: &str) -> bool {
        let Ok(resource) = Resource::read(self.action, folder) else { return true };
        let text = resource.read_as();
        let begun = match (resource.as_str(), &*text) {
            (".", _) => String::new(),
            (_, text) => format!("{}/", text.trim_end_matches('/')),
        };
        let languages = self.pattern.languages_for(self.effect).iter();
        let mut here = languages.filter(|one| one.space() == resource.space());
        here.any(|language| language.may_begin(&begun))
    }
}
