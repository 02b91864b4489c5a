//! What native rules mean: the requests that a runtime lets pass, asks about and refuses by them, as this language sees requests.

use crate::permission::{Action, Effect, Given, Pattern, Precedence, Rule};

/// What a runtime does with every request of one agent.
#[derive(Debug, Clone)]
pub struct Meaning {
    senses: [Sense; Action::ALL.len()],
    is_hooked: bool,
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
    pub fn new(sense: impl FnMut(Action) -> Sense) -> Self {
        Self { senses: Action::ALL.map(sense), is_hooked: false }
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
        self.senses.get(action as usize).map(Sense::given).unwrap_or_default()
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
