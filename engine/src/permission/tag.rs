//! What a pattern says where it matches, and what patterns may come to together.

use rustc_hash::FxHashMap;

use super::arguments::Arguments;
use super::cells::Side;
use super::language::Language;
use super::sign::{SHIFTS, Signs};
use super::{Effect, Given, Precedence, Rank};

/// What a pattern says where it matches.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Tag<'r> {
    /// The rules with it, before a change.
    pub(super) before: Side<'r>,
    /// Those after it.
    pub(super) after: Side<'r>,
    /// Whether the agent has such resources before.
    pub(super) had: bool,
    /// Whether it has them after.
    pub(super) has: bool,
    /// Whether it is what is asked about.
    pub(super) asked: bool,
}

impl<'r> Tag<'r> {
    /// Whether something may be given by it on either side, by what the question asks the agent to have there.
    pub(super) fn gives(&self, question: &Question, had: bool, has: bool) -> bool {
        let any = |side: &Side<'_>| side.holds(Effect::Ask) || side.holds(Effect::Allow);
        (had || !question.wanted) && any(&self.before)
            || (has || !question.wants) && any(&self.after)
    }

    /// Adds what another says.
    pub(super) fn add(&mut self, other: &Self) {
        self.before.add(&other.before);
        self.after.add(&other.after);
        self.had |= other.had;
        self.has |= other.has;
        self.asked |= other.asked;
    }
}

/// What is looked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Question {
    /// Whether only what the agent has counts, before.
    pub(super) wanted: bool,
    /// Whether only that counts, after.
    pub(super) wants: bool,
    /// The most that may be given of what is asked about; none where two sides are compared.
    pub(super) most: Option<Effect>,
    /// Whether the first change of effect is enough.
    pub(super) any: bool,
    /// Whether a `deny` counts that matched a request, and none does any more, whatever is done with that request.
    pub(super) guards: bool,
    /// Whether something else than a denial may come of what no rule matches, or places count, on one side.
    pub(super) is_open: bool,
}

impl Question {
    /// The signs of a request with some arguments that these patterns match, of which one is asked about where that counts.
    pub(super) fn signs(&self, here: &Tag<'_>, arguments: &Arguments) -> Signs {
        let given = |effect: Effect, wants: bool, has: bool| {
            if has || !wants { effect } else { Effect::Deny }
        };
        let is = given(here.after.decide(arguments), self.wants, here.has);
        if let Some(most) = self.most {
            return if is > most { Signs::EXCEEDS } else { Signs::NONE };
        }
        let was = given(here.before.decide(arguments), self.wanted, here.had);
        let mut signs = Signs::of(was, is);
        if !self.guards {
            return signs;
        }
        if here.before.at(arguments).denies() && !here.after.at(arguments).denies() {
            signs = signs.and(Signs::UNGUARDED);
        }
        signs
    }
}

/// What patterns that may still match could come to, as bits.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Prospect(u16);

impl Prospect {
    const DENY_GONE: Self = Self(1);
    const DENY_NEW: Self = Self(1 << 1);
    const ASK_GONE: Self = Self(1 << 2);
    const ASK_NEW: Self = Self(1 << 3);
    const ALLOW_GONE: Self = Self(1 << 4);
    const ALLOW_NEW: Self = Self(1 << 5);
    /// Whether the agent has such resources on one side only.
    const REACH: Self = Self(1 << 6);
    const WAS_ASKED: Self = Self(1 << 7);
    const WAS_ALLOWED: Self = Self(1 << 8);
    const IS_ASKED: Self = Self(1 << 9);
    const IS_ALLOWED: Self = Self(1 << 10);
    /// An `ask` has a condition, so that it may guard what it does not grant.
    const DOUBTED: Self = Self(1 << 11);
    const HAD: Self = Self(1 << 12);
    const HAS: Self = Self(1 << 13);
    const ASKED: Self = Self(1 << 14);

    /// What one pattern says.
    pub(super) fn of(tag: &Tag<'_>) -> Self {
        let (was, is) = (&tag.before, &tag.after);
        let bits = [
            (Self::DENY_GONE, was.lacks(is, Effect::Deny)),
            (Self::DENY_NEW, is.lacks(was, Effect::Deny)),
            (Self::ASK_GONE, was.lacks(is, Effect::Ask)),
            (Self::ASK_NEW, is.lacks(was, Effect::Ask)),
            (Self::ALLOW_GONE, was.lacks(is, Effect::Allow)),
            (Self::ALLOW_NEW, is.lacks(was, Effect::Allow)),
            (Self::REACH, tag.had != tag.has),
            (Self::WAS_ASKED, was.holds(Effect::Ask)),
            (Self::WAS_ALLOWED, was.holds(Effect::Allow)),
            (Self::IS_ASKED, is.holds(Effect::Ask)),
            (Self::IS_ALLOWED, is.holds(Effect::Allow)),
            (Self::DOUBTED, was.doubts() || is.doubts()),
            (Self::HAD, tag.had),
            (Self::HAS, tag.has),
            (Self::ASKED, tag.asked),
        ];
        let set = bits.into_iter().filter(|(_, is_set)| *is_set);
        set.fold(Self::default(), |all, (bit, _)| all.and(bit))
    }

    /// What both say.
    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether one of these is said.
    const fn has(self, bits: Self) -> bool {
        self.0 & bits.0 != 0
    }

    /// The signs that a request may have which only these patterns match.
    pub(super) fn signs(self, question: &Question) -> Signs {
        let was_counted = !question.wanted || self.has(Self::HAD);
        let is_counted = !question.wants || self.has(Self::HAS);
        let may_be = |effect: Effect| match effect {
            Effect::Deny => true,
            Effect::Ask => is_counted && self.has(Self::IS_ASKED),
            Effect::Allow => is_counted && self.has(Self::IS_ALLOWED),
        };
        let may_have_been = |effect: Effect| match effect {
            Effect::Deny => true,
            Effect::Ask => was_counted && self.has(Self::WAS_ASKED),
            Effect::Allow => was_counted && self.has(Self::WAS_ALLOWED),
        };
        if let Some(most) = question.most {
            let exceeds = Effect::ALL.into_iter().any(|effect| effect > most && may_be(effect));
            return if exceeds && self.has(Self::ASKED) { Signs::EXCEEDS } else { Signs::NONE };
        }
        let is_uneven = question.wanted != question.wants;
        let may_change = |was: Effect, is: Effect| {
            let may_change = question.is_open || self.may_change(was, is, is_uneven);
            may_have_been(was) && may_be(is) && may_change
        };
        let shifts = SHIFTS.into_iter().filter(|(was, is)| may_change(*was, *is));
        let signs = shifts.fold(Signs::NONE, |all, (was, is)| all.and(Signs::of(was, is)));
        if question.guards && self.has(Self::DENY_GONE) {
            signs.and(Signs::UNGUARDED)
        } else {
            signs
        }
    }

    /// Whether what came and went can make this change: what guards or grants on one side, and on the other no more, did.
    fn may_change(self, was: Effect, is: Effect, is_uneven: bool) -> bool {
        let doubted = |bit: Self| if self.has(Self::DOUBTED) { bit } else { Self::default() };
        let bits = match (was, is) {
            (Effect::Ask, Effect::Allow) => return self.has(Self::ASK_GONE),
            (Effect::Allow, Effect::Ask) => return self.has(Self::ASK_NEW),
            (Effect::Deny, Effect::Allow) => Self::DENY_GONE.and(Self::ALLOW_NEW),
            (Effect::Allow, Effect::Deny) => Self::DENY_NEW.and(Self::ALLOW_GONE),
            // An `ask` that surely holds grants as well: beside it, an `allow` changes nothing.
            (Effect::Deny, Effect::Ask) => {
                Self::DENY_GONE.and(Self::ASK_NEW).and(doubted(Self::ALLOW_NEW))
            }
            (Effect::Ask, Effect::Deny) => {
                Self::DENY_NEW.and(Self::ASK_GONE).and(doubted(Self::ALLOW_GONE))
            }
            _ => return false,
        };
        is_uneven || self.has(bits.and(Self::REACH))
    }
}

/// All patterns of a question, each once, with what it says.
#[derive(Debug, Default)]
pub(super) struct Tags<'r>(FxHashMap<&'r Language, Tag<'r>>);

impl<'r> Tags<'r> {
    /// Adds the rules before a change, and what the agent has there.
    pub(super) fn before(&mut self, given: &Given<'r>) {
        self.add(given, |tag| &mut tag.before, |tag| tag.had = true);
    }

    /// Adds those after it, or the only ones.
    pub(super) fn after(&mut self, given: &Given<'r>) {
        self.add(given, |tag| &mut tag.after, |tag| tag.has = true);
    }

    /// Asks about what these match.
    pub(super) fn ask(&mut self, languages: &'r [Language]) {
        for language in languages {
            self.0.entry(language).or_default().asked = true;
        }
    }

    fn add(
        &mut self,
        given: &Given<'r>,
        side: impl for<'t> Fn(&'t mut Tag<'r>) -> &'t mut Side<'r>,
        have: impl Fn(&mut Tag<'r>),
    ) {
        for (place, rule) in given.rules.iter().enumerate() {
            for language in rule.pattern.languages_for(rule.effect) {
                let side = side(self.0.entry(language).or_default());
                match (rule.rank, given.precedence) {
                    (Rank::Otherwise, _) => side.otherwise = Some(rule.effect),
                    (Rank::Stated, Precedence::Strictest) => {
                        side.put(rule.effect, &rule.condition);
                    }
                    (Rank::Stated, Precedence::Last) => side.put_at(place, rule.effect),
                }
            }
        }
        for pattern in given.has.iter().flatten() {
            for language in pattern.languages() {
                have(self.0.entry(language).or_default());
            }
        }
    }

    /// All of them in order, those of one space beside each other.
    pub(super) fn sorted(self) -> Vec<(&'r Language, Tag<'r>)> {
        let mut tags: Vec<(&Language, Tag<'r>)> = self.0.into_iter().collect();
        tags.sort_unstable_by_key(|(language, _)| *language);
        for (_, tag) in &mut tags {
            tag.before.sort();
            tag.after.sort();
        }
        tags
    }
}
