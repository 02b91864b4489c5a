//! Decides many requests under the same rules: what was read once is read again by table.
//!
//! Source: subset construction (Rabin and Scott 1959), made lazily, as the requests come.

use rustc_hash::FxHashMap;

use super::language::Language;
use super::product::{Product, Together, classes};
use super::tag::{Tag, Tags};
use super::{Arguments, Effect, Given, Resource, Space};

/// The rules of one action, ready to decide requests.
#[derive(Debug)]
pub struct Decider<'r> {
    spaces: Vec<(Space, Table<'r>)>,
    wants: bool,
}

/// The states of the patterns of one space together, as far as requests led to them.
#[derive(Debug, Default)]
struct Table<'r> {
    patterns: Product<'r>,
    /// What each of them says.
    tags: Vec<Tag<'r>>,
    /// Those that are too large for an automaton.
    large: Vec<(&'r Language, Tag<'r>)>,
    /// The class of each byte, and a byte of each class.
    classes: Vec<u16>,
    bytes: Vec<u8>,
    /// By state and class, the next state and one; 0 where nobody went yet.
    next: Vec<u32>,
    states: Vec<(Together, Tag<'r>)>,
    known: FxHashMap<Together, u32>,
}

/// How many states are kept; then it starts anew.
const MOST_STATES: usize = 1 << 14;

impl<'r> Decider<'r> {
    /// Makes the rules of one action ready.
    #[must_use]
    pub fn new(given: &Given<'r>) -> Self {
        let mut tags = Tags::default();
        tags.after(given);
        let all = tags.sorted();
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
            return decide(said, arguments, self.wants);
        }
        let mut said = said.clone();
        for (language, more) in &table.large {
            // A pattern that is too large to be looked at denies what it may deny, and gives nothing.
            match language.matches(&text) {
                Some(false) => {}
                Some(true) => said.add(more),
                None => said.after.put_guards(&more.after),
            }
        }
        decide(&said, arguments, self.wants)
    }
}

fn decide(said: &Tag<'_>, arguments: &Arguments, wants: bool) -> Effect {
    if wants && !said.has { Effect::Deny } else { said.after.decide(arguments) }
}

impl<'r> Table<'r> {
    fn new(group: &[(&'r Language, Tag<'r>)]) -> Self {
        let mut table = Self::default();
        let mut automata = Vec::new();
        for (language, tag) in group {
            match language.exact() {
                Some(dfa) => {
                    automata.push(dfa);
                    table.tags.push(tag.clone());
                }
                None => table.large.push((language, tag.clone())),
            }
        }
        table.patterns = Product::new(automata);
        table.classes = classes(table.patterns.automata()).to_vec();
        for (byte, class) in (0..=u8::MAX).zip(&table.classes) {
            if usize::from(*class) == table.bytes.len() {
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
        self.add(self.patterns.start());
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
    fn step(&mut self, state: u32, class: u16) -> u32 {
        let byte = self.bytes.get(usize::from(class)).copied().unwrap_or_default();
        let from = self.states.get(state as usize).map(|(states, _)| states.as_ref());
        let next = self.patterns.step(from.unwrap_or_default(), byte);
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

    fn note(&mut self, state: u32, class: u16, next: u32) {
        let at = state as usize * self.bytes.len() + usize::from(class);
        if let Some(slot) = self.next.get_mut(at) {
            *slot = next + 1;
        }
    }

    fn add(&mut self, states: Together) -> u32 {
        let number = u32::try_from(self.states.len()).unwrap_or(u32::MAX);
        let mut said = Tag::default();
        for tag in self.patterns.matched(&states).filter_map(|at| self.tags.get(at)) {
            said.add(tag);
        }
        self.known.insert(states.clone(), number);
        self.states.push((states, said));
        self.next.resize(self.states.len() * self.bytes.len(), 0);
        number
    }
}
