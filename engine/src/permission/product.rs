//! Many automata read in step.
//!
//! Source: product of automata and subset construction (Rabin and Scott 1959), made where a text leads.

use rustc_hash::FxHashMap;

use super::language::{Dfa, State};

/// Automata side by side.
#[derive(Debug, Default)]
pub(super) struct Product<'l>(Vec<&'l Dfa>);

/// The states that they are in together, in order; those that cannot match any more are left out.
pub(super) type Together = Box<[(u32, State)]>;

/// The state of an automaton that matches whatever follows; no automaton has it.
pub(super) const SETTLED: State = State::MAX;

impl<'l> Product<'l> {
    pub(super) const fn new(automata: Vec<&'l Dfa>) -> Self {
        Self(automata)
    }

    /// Where nothing is read yet.
    pub(super) fn start(&self) -> Together {
        self.0.iter().zip(0..).map(|(dfa, at)| (at, dfa.start())).collect()
    }

    /// Where a further byte leads.
    pub(super) fn step(&self, states: &[(u32, State)], byte: u8) -> Together {
        let step = |(at, state): &(u32, State)| {
            if *state == SETTLED {
                return Some((*at, SETTLED));
            }
            let dfa = self.0.get(*at as usize)?;
            Some((*at, dfa.step(*state, byte)?))
        };
        states.iter().filter_map(step).collect()
    }

    /// The places of those that match what led to these states.
    pub(super) fn matched<'s>(
        &'s self,
        states: &'s [(u32, State)],
    ) -> impl Iterator<Item = usize> + 's {
        states.iter().filter_map(|(at, state)| {
            let dfa = self.0.get(*at as usize)?;
            (*state == SETTLED || dfa.is_match(*state)).then_some(*at as usize)
        })
    }

    /// The automata.
    pub(super) fn automata(&self) -> impl Iterator<Item = &'l Dfa> {
        self.0.iter().copied()
    }
}

/// The class of each byte, numbered by their first bytes: bytes of one class lead everywhere to the same state.
pub(super) fn classes<'l>(automata: impl Iterator<Item = &'l Dfa>) -> [u16; 256] {
    let mut classes = [0_u16; 256];
    for dfa in automata {
        let mut known: FxHashMap<(u16, u8), u16> = FxHashMap::default();
        for (byte, class) in (0..=u8::MAX).zip(&mut classes) {
            let next = u16::try_from(known.len()).unwrap_or(u16::MAX);
            *class = *known.entry((*class, dfa.class(byte))).or_insert(next);
        }
    }
    classes
}
