//! What is done with one request, and which rule says so.

use super::automaton::Automaton;
use super::effect::Effects;
use super::{Effect, Resource, Rule};

/// An answer, with the rules behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// What is done.
    pub effect: Effect,
    /// The places, among the rules asked, of those that say so; empty where no rule matches.
    pub by: Vec<usize>,
    /// Those that match and say something else, which counts for less.
    pub overrode: Vec<usize>,
}

/// Decides a request: any deny that matches wins, then any ask, then any allow; nothing is deny. All rules are of its action.
#[must_use]
pub fn decide(rules: &[&Rule], resource: &Resource) -> Decision {
    let matching: Vec<usize> = rules
        .iter()
        .enumerate()
        .filter(|(_, rule)| is_matched(rule, resource))
        .map(|(at, _)| at)
        .collect();
    let effect_of = |at: &usize| rules.get(*at).map(|rule| rule.effect);
    let effects = matching.iter().filter_map(effect_of).fold(Effects::default(), Effects::with);
    let effect = effects.decide();
    let (by, overrode) = matching.iter().partition(|at| effect_of(at) == Some(effect));
    Decision { effect, by, overrode }
}

fn is_matched(rule: &Rule, resource: &Resource) -> bool {
    rule.pattern.languages().iter().filter(|language| language.space == resource.space()).any(
        |language| {
            let Some(automaton) = Automaton::new(resource.space(), &[language]) else {
                // A pattern that is too large to be looked at denies what it may deny, and gives nothing.
                return rule.effect != Effect::Allow;
            };
            let mut subset = automaton.start();
            for byte in resource.read_as().bytes() {
                subset = automaton.step(&subset, byte);
            }
            automaton.matched(&subset).next().is_some()
        },
    )
}
