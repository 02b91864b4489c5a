//! The proof that a runtime does no more with any request than was declared.
//!
//! Two promises are proven of each action: what a rule of the declaration denies or asks for, as it is written or behind a
//! wrapper, never runs unasked; and what it denies as it is written is denied. What is denied only behind a wrapper may be
//! asked about instead, which is told: few runtimes look behind wrappers.

use super::meaning::Meaning;
use crate::permission::{
    Action, Authority, Comparison, Effect, Given, Rule, Shift, compare_effects,
};

/// How what a runtime does with the requests of one action stands to what was declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// The action.
    pub action: Action,
    /// Requests that are given more than declared, the gravest first: with one of these, nothing may be rendered.
    pub looser: Vec<Shift>,
    /// A request behind a wrapper that is asked about, though it is denied here.
    pub unguarded: Option<Shift>,
    /// Requests that native rules would give more than declared, and that a hook decides as declared.
    pub hooked: Vec<Shift>,
    /// Requests that are given less than declared, one of each kind.
    pub stricter: Vec<Shift>,
    /// Whether all requests were looked at; without, nothing may be rendered.
    pub is_proven: bool,
}

impl Proof {
    /// Whether this may be rendered.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.is_proven && self.looser.is_empty()
    }

    /// Whether every request is decided as declared.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.holds() && self.stricter.is_empty() && self.unguarded.is_none()
    }

    /// With a hook, which lets nothing pass that is not declared.
    pub(super) fn hooked(mut self) -> Self {
        self.hooked = std::mem::take(&mut self.looser);
        self.hooked.extend(self.unguarded.take());
        self
    }
}

/// Compares what was declared with what a runtime does, for one action.
#[must_use]
pub fn prove(action: Action, authority: &Authority<'_, '_>, meaning: &Meaning) -> Proof {
    let proof = prove_given(action, &authority.given(action), &meaning.given(action));
    if meaning.is_hooked() { proof.hooked() } else { proof }
}

/// The same of rules that are given by themselves.
#[must_use]
pub fn prove_given(action: Action, declared: &Given<'_>, native: &Given<'_>) -> Proof {
    let all = compare_effects(declared, native);
    let is_asked = |shift: &&Shift| shift.after == Effect::Ask;
    let mut proof = Proof {
        action,
        looser: all.widens().filter(|shift| !is_asked(shift)).cloned().collect(),
        unguarded: None,
        hooked: Vec::new(),
        stricter: all.narrows().cloned().collect(),
        is_proven: all.is_proven,
    };
    if let Some(asked) = all.widens().find(is_asked) {
        // Perhaps only what a rule guards beyond what is written.
        let written = written(declared, native);
        proof.is_proven &= written.is_proven;
        match written.widens().find(is_asked) {
            Some(shift) => proof.looser.push(shift.clone()),
            None => proof.unguarded = Some(asked.clone()),
        }
    }
    proof
}

/// The comparison in which rules that deny or ask match as they are written.
fn written(declared: &Given<'_>, native: &Given<'_>) -> Comparison {
    let rules: Vec<Rule> = declared.rules.iter().map(|rule| rule.as_written()).collect();
    let declared = Given { rules: rules.iter().collect(), ..declared.clone() };
    compare_effects(&declared, native)
}
