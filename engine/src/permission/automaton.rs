//! The patterns of one space read in step with the universe of the space.

use super::Space;
use super::language::{Dfa, Language, SPECIAL, State, universe};
use super::product::{Product, Together, classes};
use super::settled::Settling;

/// Patterns of one space, and the universe of the space.
#[derive(Debug)]
pub(super) struct Automaton<'l> {
    patterns: Product<'l>,
    universe: &'l Dfa,
    is_plain: bool,
    /// A byte for each class of bytes that no pattern tells apart, in the order in which witnesses prefer them.
    bytes: Vec<u8>,
}

/// The states that a text leads to: that of the universe, and those of the patterns that may still match.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Subset {
    universe: State,
    states: Together,
}

impl<'l> Automaton<'l> {
    /// Puts some languages side by side; none where one of them is too large for an automaton.
    pub(super) fn new(space: Space, languages: &[&'l Language]) -> Option<Self> {
        let mention = |all: u128, language: &&Language| Some(all | language.mentioned()?);
        let mentioned = languages.iter().try_fold(SPECIAL, mention);
        // Where some ASCII character is like every other one, it stands for all characters beyond ASCII.
        // A control character stands for nothing: witnesses are to be read.
        let is_plain = mentioned.is_some_and(|mentioned| mentioned | CONTROLS != u128::MAX);
        let read =
            |language: &'l Language| if is_plain { language.plain() } else { language.exact() };
        let patterns: Option<Vec<&'l Dfa>> =
            languages.iter().map(|language| read(language)).collect();
        let (patterns, universe) = (Product::new(patterns?), read(universe(space))?);
        let last = if is_plain { 127 } else { u8::MAX };
        let classes = classes(patterns.automata().chain([universe]));
        Some(Self { patterns, universe, is_plain, bytes: preferred(last, &classes) })
    }

    /// Whether the automata are those over ASCII alone.
    pub(super) const fn is_plain(&self) -> bool {
        self.is_plain
    }

    /// The bytes to step by, one of each class.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Where the empty text leads.
    pub(super) fn start(&self) -> Subset {
        Subset { universe: self.universe.start(), states: self.patterns.start() }
    }

    /// Where a further byte leads; none where no resource, or no pattern, goes on.
    pub(super) fn step(&self, subset: &Subset, byte: u8) -> Option<Subset> {
        let universe = self.universe.step(subset.universe, byte)?;
        let states = self.patterns.step(&subset.states, byte);
        (!states.is_empty()).then_some(Subset { universe, states })
    }

    /// The patterns that match what led to a subset; none where that is no resource.
    pub(super) fn matched(&self, subset: &Subset) -> Box<[usize]> {
        if !self.universe.is_match(subset.universe) {
            return Box::default();
        }
        self.patterns.matched(&subset.states).collect()
    }
}

impl Subset {
    /// The same without what cannot matter.
    pub(super) fn reduced(self, by: &Settling<'_>) -> Self {
        let states = by.reduced(self.universe, &self.states);
        Self { states, ..self }
    }

    /// The patterns that may still match.
    pub(super) fn live(&self) -> impl Iterator<Item = usize> {
        self.states.iter().map(|(at, _)| *at as usize)
    }
}

/// The control characters of ASCII.
const CONTROLS: u128 = ((1 << 32) - 1) | (1 << 127);

/// One byte of each class, up to the last byte, the most readable one first.
fn preferred(last: u8, classes: &[u16; 256]) -> Vec<u8> {
    let mut bytes: Vec<u8> = (0..=last).collect();
    bytes.sort_by_key(|byte| rank(*byte));
    let mut known = [false; 256];
    bytes.retain(|byte| {
        let class = classes.get(usize::from(*byte)).copied().unwrap_or_default();
        known.get_mut(usize::from(class)).is_some_and(|known| !std::mem::replace(known, true))
    });
    bytes
}

/// Witnesses prefer `a-z`, then digits, then other printable ASCII, then what is beyond ASCII, then control characters.
pub(super) const fn rank(byte: u8) -> (u8, u8) {
    let group = match byte {
        b'a'..=b'z' => 0,
        b'0'..=b'9' => 1,
        b' '..=b'~' => 2,
        128..=255 => 3,
        _ => 4,
    };
    (group, byte)
}
