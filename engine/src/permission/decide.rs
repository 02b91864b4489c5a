//! What is done with one request, and which rule says so.

use super::arguments::Arguments;
use super::condition::Held;
use super::effect::Effects;
use super::{Effect, Rank, Resource, Rule, Space};

/// An answer, with the rules behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// What is done.
    pub effect: Effect,
    /// The places, among the rules asked, of those that say so; empty where nothing grants the request.
    pub by: Vec<usize>,
    /// Those that match and say something else, which counts for less.
    pub overrode: Vec<usize>,
    /// Those that would grant it with other arguments.
    pub unmet: Vec<usize>,
}

/// Decides a request: any deny that may match wins; what no ask or allow surely matches is denied; then any ask that may match, then
/// allow. All rules are of its action.
#[must_use]
pub fn decide(rules: &[&Rule], resource: &Resource, arguments: &Arguments) -> Decision {
    let text = resource.read_as();
    let is_matched = |rule: &Rule| is_matched(rule, resource.space(), &text);
    let matching = rules.iter().enumerate().filter(|(_, rule)| is_matched(rule));
    let (otherwise, matching): (Vec<_>, Vec<_>) =
        matching.partition(|(_, rule)| rule.rank == Rank::Otherwise);
    let last = otherwise.first().map(|(at, rule)| (*at, rule.effect));
    let held = |(at, rule): (usize, &&Rule)| (at, rule.effect, rule.condition.at(arguments));
    let matching: Vec<(usize, Effect, Held)> = matching.into_iter().map(held).collect();
    let add =
        |all: Effects, (_, effect, held): &(usize, Effect, Held)| all.with_held(*effect, *held);
    let said = matching.iter().fold(Effects::default(), add);
    let effect = said.decide(last.map_or(Effect::Deny, |(_, effect)| effect));
    if let Some((at, _)) = last.filter(|_| !said.decides()) {
        let unmet = matching.iter().filter(|(_, of, _)| *of > Effect::Deny).map(|(at, ..)| *at);
        return Decision { effect, by: vec![at], overrode: Vec::new(), unmet: unmet.collect() };
    }
    let mut decision = Decision { effect, by: Vec::new(), overrode: Vec::new(), unmet: Vec::new() };
    for (at, of, held) in matching {
        let counts = held == Held::Surely || held == Held::Possibly && of < Effect::Allow;
        match (counts, of == effect) {
            (true, true) => decision.by.push(at),
            (true, false) => decision.overrode.push(at),
            (false, _) if of > Effect::Deny => decision.unmet.push(at),
            _ => {}
        }
    }
    if effect == Effect::Deny && decision.by.is_empty() {
        // An ask whose condition may hold does not grant: it would with other arguments.
        decision.unmet.append(&mut decision.overrode);
        decision.unmet.sort_unstable();
    }
    decision
}

fn is_matched(rule: &Rule, space: Space, text: &str) -> bool {
    rule.pattern
        .languages_for(rule.effect)
        .iter()
        .filter(|language| language.space() == space)
        // A pattern that is too large to be looked at denies what it may deny, and gives nothing.
        .any(|language| language.matches(text).unwrap_or(rule.effect != Effect::Allow))
}
