//! Whether a rule of the permissions decides anything beside the others, by proof over the few that could take its place.
//!
//! A rule that is proven to do nothing beside some of the others does nothing beside all of them: more rules only add to
//! what denies, asks or grants. What cannot be proven is taken for live.

pub(crate) mod declared;
mod suspect;
#[cfg(test)]
mod tests;

use crate::permission::{
    Arguments, Authority, Condition, Effect, Excess, Given, Line, Pattern, Resource, Rule, decide,
    decide_alike, excess,
};

use super::proven::Standings;
use suspect::{has_room, may_cover};

/// How a rule stands beside the others of a context.
#[derive(Debug, Clone)]
pub(crate) enum Standing<'f> {
    /// It decides some request, or that is not known.
    Live,
    /// The agent has nothing that it is about.
    Absent,
    /// Rules that count for more decide all that it matches.
    Shadowed(Vec<Line<'f>>),
    /// It matches what a rule does that counts for more, neither more nor less.
    Conflicting(Line<'f>),
    /// Rules of its own effect decide all that it matches.
    Redundant(Vec<Line<'f>>),
}

/// How the rule at this place of its action's stands.
pub(super) fn standing<'f>(
    standings: &Standings,
    authority: &Authority<'_, 'f>,
    line: &Line<'f>,
) -> Standing<'f> {
    let action = line.rule.action;
    if line.rule.effect > Effect::Deny && is_absent(standings, authority, line) {
        return Standing::Absent;
    }
    let mut above = authority.lines(action).filter(|other| other.rule.effect < line.rule.effect);
    if let Some(same) = above.find(|other| is_same(other, line)) {
        return Standing::Conflicting(same.clone());
    }
    let over = others(authority, line, |effect| effect < line.rule.effect);
    if !over.is_empty()
        && line.rule.effect > Effect::Deny
        && is_covered(standings, &over, line, None)
    {
        return Standing::Shadowed(over.into_iter().cloned().collect());
    }
    let mut beside = others(authority, line, |effect| effect == line.rule.effect);
    // Of two that are the same, the later one is what is not needed.
    let mut is_later = false;
    for other in authority.lines(action) {
        if is_place(other, line) {
            is_later = true;
        } else if is_later {
            beside.retain(|kept| !is_place(kept, other) || !covers(standings, line, other));
        }
    }
    if !beside.is_empty() && is_covered(standings, &beside, line, everything(line).as_ref()) {
        return Standing::Redundant(beside.into_iter().cloned().collect());
    }
    Standing::Live
}

/// Whether two lines are the same one.
pub(crate) fn is_place(one: &Line<'_>, other: &Line<'_>) -> bool {
    one.member.span == other.member.span && one.member.item.address() == other.member.item.address()
}

/// The rules of some effects that could take the place of a rule; none where they are too many to be looked at.
fn others<'a, 'f>(
    authority: &'a Authority<'_, 'f>,
    line: &Line<'f>,
    wanted: impl Fn(Effect) -> bool,
) -> Vec<&'a Line<'f>> {
    let rule = &line.rule;
    let found: Vec<&Line<'f>> = authority
        .lines(rule.action)
        .filter(|other| wanted(other.rule.effect) && !is_place(other, line))
        .filter(|other| may_cover(rule.action, other.member.text, line.member.text))
        .collect();
    let all = found.iter().copied().chain([line]);
    if has_room(all) { found } else { Vec::new() }
}

/// Whether a rule adds nothing to others; beside a rule that allows everything, where that shows it.
fn is_covered(
    standings: &Standings,
    others: &[&Line<'_>],
    line: &Line<'_>,
    beside: Option<&Rule>,
) -> bool {
    let without = Given::of(others.iter().map(|other| &other.rule).chain(beside).collect());
    let mut with = without.clone();
    with.rules.push(&line.rule);
    // Most rules are told apart by any request of theirs, which is far less work than a proof.
    if let Some(sample) = sample(line) {
        let effect =
            |given: &Given<'_>| decide(&given.rules, &sample, &Arguments::default()).effect;
        if effect(&without) != effect(&with) {
            return false;
        }
    }
    let asked = format!("{}\u{1}{}", without.content(), with.content());
    standings.answer(&asked, || decide_alike(&without, &with))
}

/// A request that a rule matches, where stars are the only wildcards of its pattern.
fn sample(line: &Line<'_>) -> Option<Resource> {
    let text = line.member.text;
    let is_plain = !text.contains(['?', '[', '{', '\\', '"', '\'']);
    let text = text.replace("**", "a").replace('*', "a");
    is_plain.then(|| Resource::read(line.rule.action, &text).ok()).flatten()
}

/// The rule that shows what a denial takes away.
fn everything(line: &Line<'_>) -> Option<Rule> {
    if line.rule.effect > Effect::Deny {
        return None;
    }
    let action = line.rule.action;
    Some(Rule::new(Effect::Allow, action, Pattern::everything(action)?))
}

/// Whether one rule matches all that another of its effect does.
fn covers(standings: &Standings, one: &Line<'_>, other: &Line<'_>) -> bool {
    may_cover(one.rule.action, one.member.text, other.member.text)
        && has_room([one, other])
        && is_covered(standings, &[one], other, everything(other).as_ref())
}

/// Whether two rules match the same as they are written.
fn is_same(one: &Line<'_>, other: &Line<'_>) -> bool {
    one.rule.pattern.as_str() == other.rule.pattern.as_str()
        && one.rule.condition == other.rule.condition
}

/// Whether the agent has nothing that a rule is about.
fn is_absent(standings: &Standings, authority: &Authority<'_, '_>, line: &Line<'_>) -> bool {
    let given = authority.given(line.rule.action);
    let Some(has) = given.has.as_ref().filter(|_| has_room([line])) else { return false };
    let plain = Rule { condition: Condition::default(), ..line.rule.clone() };
    let alone = Given { has: Some(has.clone()), ..Given::of(vec![&plain]) };
    let find = || excess(&alone, Effect::Deny, &line.rule.pattern) == Excess::None;
    standings.answer(&alone.content(), find)
}
