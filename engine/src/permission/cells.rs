//! The space of arguments, cut where conditions tell values apart: one request stands for all of its cell.

use rustc_hash::FxHashSet;

use super::Effect;
use super::arguments::{Arguments, Pointer, Scalar};
use super::condition::{Condition, Held};
use super::effect::Effects;
use super::number::Number;

/// How many cells one set of conditions may have before the answer is given up.
const MOST_CELLS: usize = 20_000;

/// How often arguments may be put to a condition, over all of a walk, before the answer is given up.
#[derive(Debug)]
pub(super) struct Looks(usize);

impl Default for Looks {
    fn default() -> Self {
        Self(4_000_000)
    }
}

impl Looks {
    /// Takes so many; says whether they were left.
    fn take(&mut self, count: usize) -> bool {
        let left = self.0.checked_sub(count);
        self.0 = left.unwrap_or_default();
        left.is_some()
    }
}

/// The rules of one side, before or after a change, that match a resource.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Side<'r> {
    /// Those without a condition.
    pub(super) always: Effects,
    /// Those with one.
    pub(super) when: Vec<(Effect, &'r Condition)>,
    /// The one that stands last, where places count, with its place.
    pub(super) last: Option<(usize, Effect)>,
    /// What is done where none of them says anything, if that is not to deny.
    pub(super) otherwise: Option<Effect>,
}

impl<'r> Side<'r> {
    /// Adds a rule.
    pub(super) fn put(&mut self, effect: Effect, condition: &'r Condition) {
        if condition.is_always() {
            self.always = self.always.with(effect);
        } else if !self.when.contains(&(effect, condition)) {
            self.when.push((effect, condition));
        }
    }

    /// Adds a rule that counts by its place.
    pub(super) fn put_at(&mut self, place: usize, effect: Effect) {
        self.last = self.last.max(Some((place, effect)));
    }

    /// Adds the rules of another.
    pub(super) fn add(&mut self, other: &Self) {
        self.always = self.always.and(other.always);
        self.last = self.last.max(other.last);
        self.otherwise = self.otherwise.max(other.otherwise);
        for (effect, condition) in &other.when {
            self.put(*effect, condition);
        }
    }

    /// Adds the rules of another that deny or ask.
    pub(super) fn put_guards(&mut self, other: &Self) {
        self.always = self.always.and(other.always.guards());
        for (effect, condition) in other.when.iter().filter(|(effect, _)| *effect < Effect::Allow) {
            self.put(*effect, condition);
        }
    }

    /// Brings the rules into an order, so that equal sets are equal.
    pub(super) fn sort(&mut self) {
        self.when.sort_unstable();
    }

    /// The conditions of its rules.
    pub(super) fn conditions(&self) -> impl Iterator<Item = &'r Condition> {
        self.when.iter().map(|(_, condition)| *condition)
    }

    /// Whether one of its rules has this effect.
    pub(super) fn holds(&self, effect: Effect) -> bool {
        self.always.holds(effect)
            || self.when.iter().any(|(other, _)| *other == effect)
            || self.last.is_some_and(|(_, other)| other == effect)
            || self.otherwise == Some(effect)
    }

    /// Whether one of its rules with this effect is not among those of another.
    pub(super) fn lacks(&self, other: &Self, effect: Effect) -> bool {
        let is_gone =
            |rule: &(Effect, &'r Condition)| rule.0 == effect && !other.when.contains(rule);
        self.always.holds(effect) && !other.always.holds(effect) || self.when.iter().any(is_gone)
    }

    /// Whether one of its rules that ask has a condition.
    pub(super) fn doubts(&self) -> bool {
        self.when.iter().any(|(effect, _)| *effect == Effect::Ask)
    }

    /// What they say of these arguments.
    pub(super) fn at(&self, arguments: &Arguments) -> Effects {
        let held = self.when.iter().map(|(effect, condition)| (*effect, condition.at(arguments)));
        held.fold(self.always, |all, (effect, held)| all.with_held(effect, held))
    }

    /// What they come to at these arguments.
    pub(super) fn decide(&self, arguments: &Arguments) -> Effect {
        let otherwise = self.otherwise.unwrap_or(Effect::Deny);
        match self.last {
            Some((_, effect)) => effect,
            None => self.at(arguments).decide(otherwise),
        }
    }
}

/// Calls with the least arguments of each cell, the fewest and shortest first, until it says that this is enough.
///
/// Says whether all were tried, or enough.
pub(super) fn each(
    conditions: &[&Condition],
    looks: &mut Looks,
    mut look: impl FnMut(&Arguments) -> bool,
) -> bool {
    if conditions.is_empty() {
        look(&Arguments::default());
        return true;
    }
    // Each value is put to each `when`.
    let whens = || conditions.iter().flat_map(|condition| condition.whens());
    let values_named: usize = whens().map(|when| when.values.len() + 2).sum();
    if !looks.take(values_named.saturating_mul(whens().count())) {
        return false;
    }
    let mut choices: Vec<(Pointer, Vec<Scalar>)> = Vec::new();
    let mut count = 1_usize;
    for pointer in pointers(conditions) {
        let values = values(&pointer, conditions);
        count = count.saturating_mul(values.len() + 1);
        choices.push((pointer, values));
    }
    if conditions.iter().any(|condition| condition.is_closed()) {
        count = count.saturating_mul(2);
        choices.push((unnamed(&choices), vec![Scalar::Number(Number::between(None, None))]));
    }
    if count > MOST_CELLS || !looks.take(count.saturating_mul(conditions.len())) {
        return false;
    }
    let mut all = vec![Arguments::default()];
    for (pointer, values) in &choices {
        let fits = |arguments: &&Arguments| {
            !arguments.pointers().any(|other| pointer.is_below(other) || other.is_below(pointer))
        };
        let with = |arguments: &Arguments| {
            values
                .iter()
                .map(|value| {
                    let mut arguments = arguments.clone();
                    arguments.set(pointer.clone(), value.clone());
                    arguments
                })
                .collect::<Vec<_>>()
        };
        let more: Vec<Arguments> = all.iter().filter(fits).flat_map(with).collect();
        all.extend(more);
    }
    all.sort_by_cached_key(|arguments| {
        let text = arguments.to_string();
        (text.len(), text)
    });
    all.iter().any(&mut look);
    true
}

/// The places that conditions look at, each once.
fn pointers(conditions: &[&Condition]) -> Vec<Pointer> {
    let whens = conditions.iter().flat_map(|condition| condition.whens());
    let mut pointers: Vec<Pointer> = whens.map(|when| when.pointer.clone()).collect();
    pointers.sort_unstable();
    pointers.dedup();
    pointers
}

/// A value of each kind that some condition tells from others, the shortest of its kind.
fn values(pointer: &Pointer, conditions: &[&Condition]) -> Vec<Scalar> {
    let whens = || {
        conditions
            .iter()
            .flat_map(|condition| condition.whens())
            .filter(|when| when.pointer == *pointer)
    };
    let mut bounds: Vec<&Number> = Vec::new();
    let mut texts: Vec<&str> = Vec::new();
    for when in whens() {
        bounds.extend(when.at_least.iter().chain(&when.at_most));
        for value in &when.values {
            match value {
                Scalar::Number(number) => bounds.push(number),
                Scalar::Text(text) => texts.push(text),
                Scalar::Boolean(_) | Scalar::Nothing => {}
            }
        }
    }
    bounds.sort_unstable();
    bounds.dedup();
    let mut found: Vec<Scalar> =
        vec![Scalar::Boolean(true), Scalar::Boolean(false), Scalar::Nothing];
    found.extend(bounds.iter().map(|bound| Scalar::Number((*bound).clone())));
    let ends = || std::iter::once(None).chain(bounds.iter().copied().map(Some));
    let uppers = bounds.iter().copied().map(Some).chain([None]);
    found.extend(ends().zip(uppers).map(|(low, high)| Scalar::Number(Number::between(low, high))));
    found.extend(texts.iter().map(|text| Scalar::Text((*text).into())));
    found.push(Scalar::Text(other_text(&texts)));
    found.sort_by_cached_key(|value| {
        let text = value.to_string();
        (text.len(), text)
    });
    let mut known: FxHashSet<Vec<Held>> = FxHashSet::default();
    found.retain(|value| {
        let held = whens().map(|when| when.at(super::arguments::Found::Scalar(value)));
        known.insert(held.collect())
    });
    found
}

/// A short text that is none of these.
fn other_text(texts: &[&str]) -> Box<str> {
    let letters = (b'a'..=b'z').map(|letter| char::from(letter).to_string());
    let longer = (0..=texts.len()).map(|number| format!("a{number}"));
    letters.chain(longer).find(|text| !texts.contains(&text.as_str())).unwrap_or_default().into()
}

/// The place of an argument that no condition names.
fn unnamed(choices: &[(Pointer, Vec<Scalar>)]) -> Pointer {
    let is_free = |pointer: &Pointer| {
        !choices.iter().any(|(other, _)| other == pointer || other.is_below(pointer))
    };
    let letters = (b'a'..=b'z').map(|letter| char::from(letter).to_string());
    let longer = (0..=choices.len()).map(|number| format!("a{number}"));
    let mut names = letters.chain(longer).map(|name| Pointer::named(&name));
    names.find(is_free).unwrap_or_else(|| Pointer::named("a"))
}
