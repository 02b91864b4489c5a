//! Whether one set of rules gives more than another, and whether rules give more than they may.

use rustc_hash::FxHashMap;

use super::cells::Side;
use super::language::Language;
use super::walk::{Found, Question, Tag, Walk};
use super::{Effect, Pattern, Rule, Witness};

/// What an agent is given for one action: its rules, and what it has to use them on.
#[derive(Debug, Clone, Default)]
pub struct Given<'r> {
    /// The rules, all of one action.
    pub rules: Vec<&'r Rule>,
    /// What the agent has: nothing else is given, whatever the rules say. None where every resource counts.
    pub has: Option<Vec<&'r Pattern>>,
}

/// How what is given after a change stands to what was given before it, for one action.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Comparison {
    /// The shortest request that is given more after the change.
    pub widens: Option<Witness>,
    /// The shortest request that is given less.
    pub narrows: Option<Witness>,
    /// Whether the walk went to its end; without, a direction that has no request is not proven.
    pub is_proven: bool,
}

/// Whether anything is given more than it may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Excess {
    /// Nothing is.
    None,
    /// The shortest request that is.
    Request(Witness),
    /// The patterns are too many or too alike to tell; this is never a pass.
    NotProven,
}

impl Comparison {
    /// Whether nothing is known to differ, and everything was looked at.
    #[must_use]
    pub const fn is_neutral(&self) -> bool {
        self.is_proven && self.widens.is_none() && self.narrows.is_none()
    }
}

/// Compares what is given before a change with what is given after it; all rules are of one action.
#[must_use]
pub fn compare(before: &Given<'_>, after: &Given<'_>) -> Comparison {
    let mut tags = Tags::default();
    tags.add(before, |tag| &mut tag.before, |tag| tag.had = true);
    tags.add(after, |tag| &mut tag.after, |tag| tag.has = true);
    let (wanted, wants) = (before.has.is_some(), after.has.is_some());
    // Where only one side wants what the agent has, any rule may be given on the other.
    let differs = |tag: &Tag<'_>| tag.before != tag.after || tag.had != tag.has || wanted != wants;
    let found = tags.walk(Question { wanted, wants, asks: false, most: None }, differs);
    Comparison { widens: found.more, narrows: found.less, is_proven: found.is_proven }
}

/// Looks for a request that a pattern matches and that is given more than `most`; rules and pattern are of one action.
#[must_use]
pub fn excess(given: &Given<'_>, most: Effect, within: &Pattern) -> Excess {
    let mut tags = Tags::default();
    tags.add(given, |tag| &mut tag.after, |tag| tag.has = true);
    // Asked about as widely as it would be denied.
    for language in within.languages_for(Effect::Deny) {
        tags.0.entry(language).or_default().asked = true;
    }
    let wants = given.has.is_some();
    let question = Question { wanted: false, wants, asks: true, most: Some(most) };
    let found = tags.walk(question, |tag| tag.asked);
    match found.more {
        Some(request) => Excess::Request(request),
        None if found.is_proven => Excess::None,
        None => Excess::NotProven,
    }
}

/// All patterns of a question, each once, with what it says.
#[derive(Default)]
struct Tags<'r>(FxHashMap<&'r Language, Tag<'r>>);

impl<'r> Tags<'r> {
    fn add(
        &mut self,
        given: &Given<'r>,
        side: impl for<'t> Fn(&'t mut Tag<'r>) -> &'t mut Side<'r>,
        have: impl Fn(&mut Tag<'r>),
    ) {
        for rule in &given.rules {
            for language in rule.pattern.languages_for(rule.effect) {
                side(self.0.entry(language).or_default()).put(rule.effect, &rule.condition);
            }
        }
        for pattern in given.has.iter().flatten() {
            for language in pattern.languages() {
                have(self.0.entry(language).or_default());
            }
        }
    }

    /// Walks over each space in which some pattern matters.
    fn walk(self, question: Question, matters: impl Fn(&Tag<'r>) -> bool) -> Found {
        let mut tags: Vec<(&Language, Tag<'r>)> = self.0.into_iter().collect();
        tags.sort_unstable_by_key(|(language, _)| *language);
        for (_, tag) in &mut tags {
            tag.before.sort();
            tag.after.sort();
        }
        let mut all = Found { is_proven: true, ..Found::default() };
        for group in tags.chunk_by(|(a, _), (b, _)| a.space() == b.space()) {
            let Some((first, _)) = group.first() else { continue };
            let relevant = relevant(group, &matters);
            if !relevant.is_empty() {
                take(&mut all, Walk::over(first.space(), &relevant, question));
            }
        }
        all
    }
}

/// Those that matter, and those that may match something that one of them matches.
fn relevant<'r>(
    group: &[(&'r Language, Tag<'r>)],
    matters: impl Fn(&Tag<'r>) -> bool,
) -> Vec<(&'r Language, Tag<'r>)> {
    let some: Vec<&Language> =
        group.iter().filter(|(_, tag)| matters(tag)).map(|(language, _)| *language).collect();
    let meets = |language: &Language| some.iter().any(|other| language.may_meet(other));
    let all = group.iter().filter(|(language, tag)| matters(tag) || meets(language));
    all.cloned().collect()
}

/// Adds what was found in one space; the shorter request counts, and of two as long the first.
fn take(all: &mut Found, other: Found) {
    all.is_proven &= other.is_proven;
    for (own, other) in [(&mut all.more, other.more), (&mut all.less, other.less)] {
        let is_shorter = |found: &Witness| {
            own.as_ref().is_none_or(|own| found.resource.len() < own.resource.len())
        };
        if other.as_ref().is_some_and(is_shorter) {
            *own = other;
        }
    }
}
