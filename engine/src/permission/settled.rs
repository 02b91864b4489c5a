//! What a text is matched by for certain, however it goes on, and what then cannot matter any more.
//!
//! Without it, a walk tells apart which of many patterns matched a text already: of twenty that deny, a million sets.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Effect;
use super::cells::Side;
use super::language::{Dfa, Language, State};
use super::product::{SETTLED, Together, classes};
use super::tag::{Question, Tag};

/// The states of an automaton, each with one of the universe, from which every spelling is matched.
#[derive(Debug, Default)]
pub(super) struct Settled(FxHashSet<(State, State)>);

/// So many pairs of states are looked at; of a larger automaton, nothing is known for certain.
const MOST_PAIRS: usize = 20_000;

impl Settled {
    /// Those of an automaton: all pairs but those that lead to a spelling which is not matched.
    pub(super) fn of(dfa: &Dfa, universe: &Dfa) -> Self {
        let classes = classes([dfa, universe].into_iter());
        let mut bytes: Vec<u8> = (0..=u8::MAX).collect();
        bytes.sort_by_key(|byte| classes.get(usize::from(*byte)));
        bytes.dedup_by_key(|byte| classes.get(usize::from(*byte)));
        let start = (dfa.start(), universe.start());
        let (mut pairs, mut known) = (vec![start], FxHashSet::from_iter([start]));
        let mut before: FxHashMap<(State, State), Vec<(State, State)>> = FxHashMap::default();
        let mut open: Vec<(State, State)> = Vec::new();
        let mut at = 0;
        while let Some(pair) = pairs.get(at).copied() {
            at += 1;
            let mut is_open = universe.is_match(pair.1) && !dfa.is_match(pair.0);
            for byte in &bytes {
                let Some(spelled) = universe.step(pair.1, *byte) else { continue };
                let Some(state) = dfa.step(pair.0, *byte) else {
                    is_open = true;
                    continue;
                };
                before.entry((state, spelled)).or_default().push(pair);
                if known.insert((state, spelled)) {
                    pairs.push((state, spelled));
                }
            }
            if is_open {
                open.push(pair);
            }
            if pairs.len() > MOST_PAIRS {
                return Self::default();
            }
        }
        while let Some(pair) = open.pop() {
            if known.remove(&pair) {
                open.extend(before.remove(&pair).into_iter().flatten());
            }
        }
        Self(known)
    }

    /// Whether every spelling is matched that begins with what led here.
    pub(super) fn has(&self, state: State, universe: State) -> bool {
        self.0.contains(&(state, universe))
    }
}

/// Takes out of a set of patterns what cannot matter.
#[derive(Debug)]
pub(super) struct Settling<'t> {
    /// By pattern, what it is settled in, the first pattern that says the same, and what it says.
    patterns: Vec<(&'t Settled, u32, Say)>,
    question: Question,
}

/// What a pattern says on both sides, as far as it may be outdone.
#[derive(Debug, Clone, Copy)]
struct Say {
    before: Half,
    after: Half,
    had: bool,
    has: bool,
    asked: bool,
}

/// What it says on one side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Half {
    /// The least that its rules give, with or without a condition; none where it has none that is not a last word.
    least: Option<Effect>,
    /// The least that those give which always hold.
    surely: Option<Effect>,
    /// The place of its last rule, where places count.
    last: Option<usize>,
    /// Whether it says nothing at all.
    is_silent: bool,
}

/// What is certain on one side, and which pattern makes it so.
#[derive(Debug, Clone, Copy, Default)]
struct Floor {
    surely: Option<(Effect, u32)>,
    last: Option<(usize, u32)>,
}

impl Half {
    fn of(side: &Side<'_>) -> Self {
        let rules = || side.when.iter().map(|(effect, _)| *effect);
        let surely = [Effect::Deny, Effect::Ask].into_iter().find(|one| side.always.holds(*one));
        let allowed = side.always.holds(Effect::Allow).then_some(Effect::Allow);
        Self {
            least: surely.or(allowed).into_iter().chain(rules()).min(),
            surely,
            last: side.last.map(|(place, _)| place),
            is_silent: *side == Side::default(),
        }
    }

    /// Whether what it says changes nothing beside what is certain.
    fn is_outdone(self, floor: Floor) -> bool {
        let is_below_last = || match (self.last, self.least, floor.last) {
            (None, None, Some(_)) => true,
            (Some(own), None, Some((place, _))) => own <= place,
            _ => false,
        };
        let is_below_sure = || match floor.surely {
            Some((Effect::Deny, _)) => self.last.is_none(),
            Some((effect, _)) => {
                self.last.is_none() && self.least.is_none_or(|least| least >= effect)
            }
            None => false,
        };
        self.is_silent || is_below_last() || is_below_sure()
    }
}

impl Floor {
    fn add(&mut self, half: Half, at: u32) {
        if let Some(effect) = half.surely
            && self.surely.is_none_or(|(least, _)| effect < least)
        {
            self.surely = Some((effect, at));
        }
        if half.last > self.last.map(|(place, _)| place) {
            self.last = half.last.map(|place| (place, at));
        }
    }

    fn is_of(self, at: u32) -> bool {
        self.surely.is_some_and(|(_, by)| by == at) || self.last.is_some_and(|(_, by)| by == at)
    }

    /// Whether nothing is given there, whatever the agent has.
    fn denies(self) -> bool {
        self.last.is_none() && matches!(self.surely, Some((Effect::Deny, _)))
    }
}

impl<'t> Settling<'t> {
    pub(super) fn new(
        tags: &'t [(&'t Language, Tag<'t>)],
        is_plain: bool,
        question: Question,
    ) -> Self {
        let first = |tag: &Tag<'_>| tags.iter().zip(0_u32..).find(|((_, other), _)| other == tag);
        let say = |tag: &Tag<'_>| Say {
            before: Half::of(&tag.before),
            after: Half::of(&tag.after),
            had: tag.had,
            has: tag.has,
            asked: tag.asked,
        };
        let patterns = tags.iter().map(|(language, tag)| {
            let first = first(tag).map_or(0, |(_, at)| at);
            (language.settled(is_plain), first, say(tag))
        });
        Self { patterns: patterns.collect(), question }
    }

    /// The patterns that still matter, those that match for certain as one of each kind.
    pub(super) fn reduced(&self, universe: State, states: &[(u32, State)]) -> Together {
        let mut all: Vec<(u32, State)> = states
            .iter()
            .filter_map(|(at, state)| {
                let (settled, first, _) = self.patterns.get(*at as usize)?;
                let is_settled = *state == SETTLED || settled.has(*state, universe);
                Some(if is_settled { (*first, SETTLED) } else { (*at, *state) })
            })
            .collect();
        let certain: Vec<u32> =
            all.iter().filter(|(_, state)| *state == SETTLED).map(|(at, _)| *at).collect();
        if certain.is_empty() {
            return all.into();
        }
        let (mut before, mut after) = (Floor::default(), Floor::default());
        for at in &certain {
            let Some((.., say)) = self.patterns.get(*at as usize) else { continue };
            before.add(say.before, *at);
            after.add(say.after, *at);
        }
        all.retain(|(at, state)| {
            let Some((_, first, say)) = self.patterns.get(*at as usize) else { return true };
            if *state == SETTLED && (before.is_of(*at) || after.is_of(*at)) {
                return true;
            }
            let is_said = *state != SETTLED && certain.contains(first);
            !is_said && self.matters(*say, before, after)
        });
        all.sort_unstable();
        all.dedup();
        all.into()
    }

    /// Whether a pattern may change what is decided, beside what is certain.
    fn matters(&self, say: Say, before: Floor, after: Floor) -> bool {
        let had = say.had && self.question.wanted && !before.denies();
        let has = say.has && self.question.wants && !after.denies();
        let asked = say.asked && self.question.most.is_some() && !after.denies();
        had || has || asked || !say.before.is_outdone(before) || !say.after.is_outdone(after)
    }
}

#[cfg(test)]
mod tests {
    use crate::permission::{Action, Effect, Given, Pattern, Rule, compare};

    fn rule(effect: Effect, pattern: &str) -> Rule {
        Rule::new(effect, Action::Run, Pattern::read(Action::Run, pattern).expect("a pattern"))
    }

    /// Twenty that deny what names a file anywhere, and some that ask and allow.
    fn rules() -> Vec<Rule> {
        let mut rules: Vec<Rule> =
            (0..20).map(|at| rule(Effect::Deny, &format!("** *secret{at}.env.* **"))).collect();
        rules.extend((0..5).map(|at| rule(Effect::Ask, &format!("git diff ** *x{at}/* **"))));
        rules.push(rule(Effect::Allow, "npm run **"));
        rules
    }

    #[test]
    fn many_patterns_that_match_anywhere_are_compared_to_the_end() {
        let (before, mut after) = (rules(), rules());
        let compared =
            compare(&Given::of(before.iter().collect()), &Given::of(after.iter().collect()));
        assert!(compared.is_neutral());
        after.remove(7);
        after.push(rule(Effect::Allow, "cat **"));
        let compared =
            compare(&Given::of(before.iter().collect()), &Given::of(after.iter().collect()));
        assert!(compared.is_proven);
        let shown: Vec<String> = compared
            .shifts
            .iter()
            .map(|shift| format!("{} {} {}", shift.request, shift.before, shift.after))
            .collect();
        assert_eq!(shown, ["cat deny allow", "git diff secret7.env.x0/ deny ask"]);
        assert_eq!(
            compared.unguarded.map(|found| found.resource.to_string()),
            Some("secret7.env.".to_owned())
        );
    }

    #[test]
    fn a_rule_that_is_taken_away_shows_behind_others_that_match_already() {
        // What one denies for certain hides nothing that another one asks about or allows.
        let mut before = rules();
        before.push(rule(Effect::Ask, "** *log* **"));
        let mut after = before.clone();
        after.pop();
        after.push(rule(Effect::Allow, "** *log* **"));
        let compared =
            compare(&Given::of(before.iter().collect()), &Given::of(after.iter().collect()));
        assert!(compared.is_proven);
        let found = compared.widens().map(|shift| shift.request.to_string()).collect::<Vec<_>>();
        assert_eq!(found, ["log"]);
    }
}
