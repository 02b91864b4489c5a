//! What native rules mean: the requests that a runtime lets pass, asks about and refuses by them, as this language sees requests.

use std::sync::{Arc, OnceLock};

use crate::digest::Digest;
use crate::permission::{Action, Effect, Given, Pattern, Precedence, Rule};

/// What a runtime does with every request of one agent; cheap to clone.
#[derive(Debug, Clone)]
pub struct Meaning {
    rules: [Arc<Rules>; Action::ALL.len()],
    has: [Option<Vec<Pattern>>; Action::ALL.len()],
    is_hooked: bool,
}

/// The rules of one action, which many agents may share.
#[derive(Debug)]
struct Rules {
    rules: Vec<Rule>,
    precedence: Precedence,
    content: OnceLock<Digest>,
}

/// What it does with the requests of one action: at most that, where the runtime is not exact.
#[derive(Debug, Clone, Default)]
pub struct Sense {
    /// The rules, in the order in which they count.
    pub rules: Vec<Rule>,
    /// Which of several counts.
    pub precedence: Precedence,
    /// What the agent has there; none where every resource counts.
    pub has: Option<Vec<Pattern>>,
}

impl Meaning {
    /// Asks for each action, so that none is left out.
    #[must_use]
    pub fn new(mut sense: impl FnMut(Action) -> Sense) -> Self {
        let mut has = Action::ALL.map(|_| None);
        let rules = Action::ALL.map(|action| {
            let sense = sense(action);
            if let Some(has) = has.get_mut(action as usize) {
                *has = sense.has;
            }
            let (rules, precedence) = (sense.rules, sense.precedence);
            Arc::new(Rules { rules, precedence, content: OnceLock::new() })
        });
        Self { rules, has, is_hooked: false }
    }

    /// The same rules for an agent that can use an action on these resources alone; none where nothing bounds it.
    #[must_use]
    pub fn reaching(&self, has: impl FnMut(Action) -> Option<Vec<Pattern>>) -> Self {
        Self { has: Action::ALL.map(has), ..self.clone() }
    }

    /// The same with a hook before every use of a tool that decides as declared: nothing is done that it does not let pass,
    /// and where it fails, nothing is done at all.
    #[must_use]
    pub fn hooked(self) -> Self {
        Self { is_hooked: true, ..self }
    }

    /// Whether there is such a hook.
    #[must_use]
    pub const fn is_hooked(&self) -> bool {
        self.is_hooked
    }

    /// What is done with the requests of an action.
    #[must_use]
    pub fn given(&self, action: Action) -> Given<'_> {
        let has = self.has.get(action as usize).and_then(Option::as_ref);
        let rules = self.rules.get(action as usize);
        Given {
            rules: rules.into_iter().flat_map(|rules| &rules.rules).collect(),
            has: has.map(|has| has.iter().collect()),
            precedence: rules.map_or_else(Precedence::default, |rules| rules.precedence),
        }
    }

    /// The digest of all that decides what is done with the requests of an action.
    #[must_use]
    pub fn content(&self, action: Action) -> Digest {
        let has = self.has.get(action as usize).and_then(Option::as_ref);
        let has = Given { has: has.map(|has| has.iter().collect()), ..Given::default() };
        let rules = self.rules.get(action as usize).map(|rules| rules.content());
        Digest::of(format!("{rules:?}\n{}", has.content()).as_bytes())
    }
}

impl Rules {
    fn content(&self) -> Digest {
        let given = || {
            let rules = self.rules.iter().collect();
            Given { precedence: self.precedence, ..Given::of(rules) }
        };
        *self.content.get_or_init(|| Digest::of(given().content().as_bytes()))
    }
}

impl Sense {
    /// Nothing is done, whatever is asked for.
    #[must_use]
    pub fn nothing() -> Self {
        Self::default()
    }

    /// The same is done with every request of an action; none where the action has no pattern for everything.
    #[must_use]
    pub fn always(action: Action, effect: Effect) -> Self {
        Self { rules: everything(action, effect).into_iter().collect(), ..Self::default() }
    }

    /// As rules that are compared.
    #[must_use]
    pub fn given(&self) -> Given<'_> {
        Given {
            rules: self.rules.iter().collect(),
            has: self.has.as_ref().map(|has| has.iter().collect()),
            precedence: self.precedence,
        }
    }
}

/// The rule about every request of an action.
#[must_use]
pub fn everything(action: Action, effect: Effect) -> Option<Rule> {
    let pattern = Pattern::everything(action)?;
    Some(Rule::new(effect, action, pattern))
}
