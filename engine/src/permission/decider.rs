//! Decides many requests under the same rules: what was read once is read again by table.
//!
//! Source: subset construction (Rabin and Scott 1959), made lazily, as the requests come.

use rustc_hash::FxHashMap;

use super::cells::Side;
use super::language::{Dfa, Language, State};
use super::{Arguments, Effect, Given, Resource, Space};

/// The rules of one action, ready to decide requests.
#[derive(Debug)]
pub struct Decider<'r> {
    spaces: Vec<(Space, Table<'r>)>,
    wants: bool,
}

/// What a pattern says where it matches.
#[derive(Debug, Clone, Default)]
struct Said<'r> {
    rules: Side<'r>,
    has: bool,
}

/// The states of the patterns of one space together, as far as requests led to them.
#[derive(Debug, Default)]
struct Table<'r> {
    patterns: Vec<(&'r Dfa, Said<'r>)>,
    /// Those that are too large for an automaton.
    large: Vec<(&'r Language, Said<'r>)>,
    /// The class of each byte, and a byte of each class.
    classes: Vec<u8>,
    bytes: Vec<u8>,
    /// By state and class, the next state and one; 0 where nobody went yet.
    next: Vec<u32>,
    states: Vec<(Together, Said<'r>)>,
    known: FxHashMap<Together, u32>,
}

/// The states that the patterns are in together; those that cannot match any more are left out.
type Together = Box<[(u32, State)]>;

/// How many states are kept; then it starts anew.
const MOST_STATES: usize = 1 << 14;

impl<'r> Decider<'r> {
    /// Makes the rules of one action ready.
    #[must_use]
    #[expect(clippy::mutable_key_type, reason = "what is compared of a language never changes")]
    pub fn new(given: &Given<'r>) -> Self {
        let mut all: FxHashMap<&'r Language, Said<'r>> = FxHashMap::default();
        for rule in &given.rules {
            for language in rule.pattern.languages_for(rule.effect) {
                all.entry(language).or_default().rules.put(rule.effect, &rule.condition);
            }
        }
        for pattern in given.has.iter().flatten() {
            for language in pattern.languages() {
                all.entry(language).or_default().has = true;
            }
        }
        let mut all: Vec<(&Language, Said<'r>)> = all.into_iter().collect();
        all.sort_unstable_by_key(|(language, _)| *language);
        let groups = all.chunk_by(|(a, _), (b, _)| a.space() == b.space());
        let spaces = groups.filter_map(|group| Some((group.first()?.0.space(), Table::new(group))));
        Self { spaces: spaces.collect(), wants: given.has.is_some() }
    }

    /// What is done with a request of this action.
    #[must_use]
    pub fn decide(&mut self, resource: &Resource, arguments: &Arguments) -> Effect {
        let space = resource.space();
        let Some((_, table)) = self.spaces.iter_mut().find(|(other, _)| *other == space) else {
            return Effect::Deny;
        };
        let text = resource.read_as();
        let end = table.end(text.as_bytes());
        let Some((_, said)) = table.states.get(end as usize) else { return Effect::Deny };
        if table.large.is_empty() {
            return said.decide(arguments, self.wants);
        }
        let mut said = said.clone();
        for (language, more) in &table.large {
            // A pattern that is too large to be looked at denies what it may deny, and gives nothing.
            match language.matches(&text) {
                Some(false) => {}
                Some(true) => said.add(more),
                None => said.rules.put_guards(&more.rules),
            }
        }
        said.decide(arguments, self.wants)
    }
}

impl<'r> Said<'r> {
    fn add(&mut self, other: &Self) {
        self.rules.add(&other.rules);
        self.has |= other.has;
    }

    fn decide(&self, arguments: &Arguments, wants: bool) -> Effect {
        if wants && !self.has { Effect::Deny } else { self.rules.decide(arguments) }
    }
}

impl<'r> Table<'r> {
    fn new(group: &[(&'r Language, Said<'r>)]) -> Self {
        let mut table = Self::default();
        for (language, said) in group {
            match language.exact() {
                Some(dfa) => table.patterns.push((dfa, said.clone())),
                None => table.large.push((language, said.clone())),
            }
        }
        let mut known: FxHashMap<Vec<u8>, u8> = FxHashMap::default();
        for byte in 0..=u8::MAX {
            let signature = table.patterns.iter().map(|(dfa, _)| dfa.class(byte)).collect();
            let next = u8::try_from(known.len()).unwrap_or(u8::MAX);
            let class = *known.entry(signature).or_insert(next);
            table.classes.push(class);
            if class == next {
                table.bytes.push(byte);
            }
        }
        table.begin();
        table
    }

    /// Forgets all states but the first.
    fn begin(&mut self) {
        self.next.clear();
        self.states.clear();
        self.known.clear();
        let start = self.patterns.iter().zip(0..).map(|((dfa, _), at)| (at, dfa.start()));
        let start: Together = start.collect();
        self.add(start);
    }

    /// The state that a text leads to.
    fn end(&mut self, text: &[u8]) -> u32 {
        let mut state = 0;
        for byte in text {
            let class = self.classes.get(usize::from(*byte)).copied().unwrap_or_default();
            let at = state as usize * self.bytes.len() + usize::from(class);
            state = match self.next.get(at) {
                Some(next) if *next > 0 => *next - 1,
                _ => self.step(state, class),
            };
        }
        state
    }

    /// Goes where nobody went yet.
    fn step(&mut self, state: u32, class: u8) -> u32 {
        let byte = self.bytes.get(usize::from(class)).copied().unwrap_or_default();
        let from = self.states.get(state as usize).map(|(states, _)| states.as_ref());
        let step = |(at, state): &(u32, State)| {
            let (dfa, _) = self.patterns.get(*at as usize)?;
            Some((*at, dfa.step(*state, byte)?))
        };
        let next: Together = from.unwrap_or_default().iter().filter_map(step).collect();
        if let Some(known) = self.known.get(&next) {
            let known = *known;
            self.note(state, class, known);
            return known;
        }
        if self.states.len() >= MOST_STATES {
            self.begin();
            return self.add(next);
        }
        let added = self.add(next);
        self.note(state, class, added);
        added
    }

    fn note(&mut self, state: u32, class: u8, next: u32) {
        let at = state as usize * self.bytes.len() + usize::from(class);
        if let Some(slot) = self.next.get_mut(at) {
            *slot = next + 1;
        }
    }

    fn add(&mut self, states: Together) -> u32 {
        let number = u32::try_from(self.states.len()).unwrap_or(u32::MAX);
        let mut said = Said::default();
        for (at, state) in &states {
            if let Some((dfa, more)) = self.patterns.get(*at as usize)
                && dfa.is_match(*state)
            {
                said.add(more);
            }
        }
        self.known.insert(states.clone(), number);
        self.states.push((states, said));
        self.next.resize(self.states.len() * self.bytes.len(), 0);
        number
    }
}
