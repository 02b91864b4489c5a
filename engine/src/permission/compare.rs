//! Whether one set of rules gives more than another, and whether rules give more than they may.

use super::language::Language;
use super::sign::{SHIFTS, Signs};
use super::tag::{Question, Tag, Tags};
use super::walk::{Found, Walk};
use super::{Effect, Given, Pattern, Witness};

/// How what is given after a change stands to what was given before it, for one action.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Comparison {
    /// The shortest request of each change of effect: what gives most first, then what takes most.
    pub shifts: Vec<Shift>,
    /// The shortest request that a `deny` matched, and that none matches any more.
    pub unguarded: Option<Witness>,
    /// Whether the walk went to its end; without, what has no request is not proven.
    pub is_proven: bool,
}

/// A request that is decided otherwise after a change.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Shift {
    /// The request.
    pub request: Witness,
    /// What was done with it.
    pub before: Effect,
    /// What is done with it.
    pub after: Effect,
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
    /// The requests that are given more: the change that gives most first.
    pub fn widens(&self) -> impl Iterator<Item = &Shift> {
        self.shifts.iter().filter(|shift| shift.is_more())
    }

    /// The requests that are given less: the change that takes most first.
    pub fn narrows(&self) -> impl Iterator<Item = &Shift> {
        self.shifts.iter().filter(|shift| !shift.is_more())
    }

    /// Whether nothing is known to differ, and everything was looked at.
    #[must_use]
    pub const fn is_neutral(&self) -> bool {
        self.is_proven && self.shifts.is_empty()
    }
}

impl Shift {
    /// Whether more is given: else less.
    #[must_use]
    pub fn is_more(&self) -> bool {
        self.after > self.before
    }
}

/// Compares what is given before a change with what is given after it; all rules are of one action.
#[must_use]
pub fn compare(before: &Given<'_>, after: &Given<'_>) -> Comparison {
    let found = compared(before, after, Sought { any: false, guards: true });
    comparison(found)
}

/// The same, but for denials that are gone where nothing is given all the same: those are not looked for.
#[must_use]
pub fn compare_effects(before: &Given<'_>, after: &Given<'_>) -> Comparison {
    comparison(compared(before, after, Sought { any: false, guards: false }))
}

fn comparison(mut found: Found) -> Comparison {
    let mut take = |sign: Signs| found.requests.get_mut(sign.place()).and_then(Option::take);
    let shift = |(before, after), request: Option<Witness>| {
        request.map(|request| Shift { request, before, after })
    };
    let shifts =
        SHIFTS.into_iter().filter_map(|(was, is)| shift((was, is), take(Signs::of(was, is))));
    Comparison {
        shifts: shifts.collect(),
        unguarded: take(Signs::UNGUARDED),
        is_proven: found.is_proven,
    }
}

/// Whether two sides are proven to decide every request alike.
#[must_use]
pub fn decide_alike(before: &Given<'_>, after: &Given<'_>) -> bool {
    let found = compared(before, after, Sought { any: true, guards: false });
    found.is_proven && found.requests.iter().all(Option::is_none)
}

/// What of two sides is compared.
#[derive(Clone, Copy)]
struct Sought {
    /// Whether the first change of effect is enough.
    any: bool,
    /// Whether denials that are gone count by themselves.
    guards: bool,
}

fn compared(before: &Given<'_>, after: &Given<'_>, Sought { any, guards }: Sought) -> Found {
    let mut tags = Tags::default();
    tags.before(before);
    tags.after(after);
    let (wanted, wants) = (before.has.is_some(), after.has.is_some());
    let is_open = before.is_open() || after.is_open();
    let question = Question { wanted, wants, most: None, any, guards, is_open };
    // Where only one side wants what the agent has, any rule may be given on the other.
    let differs =
        |tag: &Tag<'_>| tag.before != tag.after || tag.had != tag.has || wanted != wants || is_open;
    walk(tags, question, differs)
}

/// Looks for a request that a pattern matches and that is given more than `most`; rules and pattern are of one action.
#[must_use]
pub fn excess(given: &Given<'_>, most: Effect, within: &Pattern) -> Excess {
    let mut tags = Tags::default();
    tags.after(given);
    // Asked about as widely as it would be denied.
    tags.ask(within.languages_for(Effect::Deny));
    let (wants, is_open) = (given.has.is_some(), given.is_open());
    let question =
        Question { wanted: false, wants, most: Some(most), any: true, guards: false, is_open };
    let mut found = walk(tags, question, |tag| tag.asked);
    match found.requests.get_mut(Signs::EXCEEDS.place()).and_then(Option::take) {
        Some(request) => Excess::Request(request),
        None if found.is_proven => Excess::None,
        None => Excess::NotProven,
    }
}

/// Walks over each space in which some pattern matters.
fn walk<'r>(tags: Tags<'r>, question: Question, matters: impl Fn(&Tag<'r>) -> bool) -> Found {
    let mut all = Found { is_proven: true, ..Found::default() };
    for group in tags.sorted().chunk_by(|(a, _), (b, _)| a.space() == b.space()) {
        let Some((first, _)) = group.first() else { continue };
        let counted = if question.guards { group.to_vec() } else { given(group, &question) };
        let relevant = relevant(&counted, &matters);
        if !relevant.is_empty() {
            all.take(Walk::over(first.space(), &relevant, question));
        }
    }
    all
}

/// Those under which something may be given on either side, and those that may match the same: what only others match is
/// denied on both.
fn given<'r>(
    group: &[(&'r Language, Tag<'r>)],
    question: &Question,
) -> Vec<(&'r Language, Tag<'r>)> {
    let some = |is: fn(&Tag<'_>) -> bool| -> Vec<&Language> {
        group.iter().filter(|(_, tag)| is(tag)).map(|(language, _)| *language).collect()
    };
    let (had, has) = (some(|tag| tag.had), some(|tag| tag.has));
    let meets = |all: &[&Language], one: &Language| all.iter().any(|other| one.may_meet(other));
    let gives = |(language, tag): &&(&Language, Tag<'_>)| {
        tag.gives(question, meets(&had, language), meets(&has, language))
    };
    let giving: Vec<&Language> =
        group.iter().filter(gives).map(|(language, _)| *language).collect();
    group.iter().filter(|(language, _)| meets(&giving, language)).cloned().collect()
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
