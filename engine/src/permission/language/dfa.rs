//! A deterministic automaton over bytes.
//!
//! Source: subset construction (Rabin and Scott 1959), as `regex-automata` does it.

use regex_automata::dfa::{Automaton as _, StartKind, dense};
use regex_automata::nfa::thompson::{self, NFA, WhichCaptures, pikevm::PikeVM};
use regex_automata::util::look;
use regex_automata::util::primitives::StateID;
use regex_automata::util::start;
use regex_automata::{Anchored, MatchKind};
use regex_syntax::hir::{Hir, Look};

/// An automaton that reads whole texts.
#[derive(Debug)]
pub(in crate::permission) struct Dfa {
    table: dense::DFA<Vec<u32>>,
    start: StateID,
}

/// A state of a [`Dfa`].
pub(in crate::permission) type State = StateID;

/// The most memory that the automaton of a pattern takes, in bytes: about 10,000 states.
pub(super) const MOST_BYTES: usize = 1 << 20;

impl Dfa {
    /// The automaton of an expression; none where it is too large.
    pub(super) fn new(expression: &Hir, most_bytes: usize) -> Option<Self> {
        let syntax = thompson::Config::new()
            .utf8(false)
            .which_captures(WhichCaptures::None)
            .nfa_size_limit(Some(most_bytes));
        let nfa = thompson::Compiler::new().configure(syntax).build_from_hir(expression).ok()?;
        let config = dense::Config::new()
            .start_kind(StartKind::Anchored)
            .match_kind(MatchKind::All)
            .accelerate(false)
            .specialize_start_states(false)
            .dfa_size_limit(Some(most_bytes))
            .determinize_size_limit(Some(most_bytes));
        let table = dense::Builder::new().configure(config).build_from_nfa(&nfa).ok()?;
        let start = table.start_state(&start::Config::new().anchored(Anchored::Yes)).ok()?;
        Some(Self { table, start })
    }

    /// Where nothing is read yet.
    pub(in crate::permission) const fn start(&self) -> State {
        self.start
    }

    /// Where a further byte leads; none where no match goes on like this.
    pub(in crate::permission) fn step(&self, state: State, byte: u8) -> Option<State> {
        let next = self.table.next_state(state, byte);
        (!self.table.is_dead_state(next)).then_some(next)
    }

    /// Whether what led to a state is matched.
    pub(in crate::permission) fn is_match(&self, state: State) -> bool {
        self.table.is_match_state(self.table.next_eoi_state(state))
    }

    /// Whether it matches a text.
    pub(in crate::permission) fn matches(&self, text: &str) -> bool {
        let end = text.bytes().try_fold(self.start, |state, byte| self.step(state, byte));
        end.is_some_and(|state| self.is_match(state))
    }

    /// Whether some match begins with a text.
    pub(super) fn may_begin(&self, text: &str) -> bool {
        let end = text.bytes().try_fold(self.start, |state, byte| self.step(state, byte));
        // A byte behind a match leads to a state of its own, from which nothing goes on.
        let goes_on = |state| (0..=u8::MAX).any(|byte| self.step(state, byte).is_some());
        end.is_some_and(|state| self.is_match(state) || goes_on(state))
    }

    /// The class of a byte: bytes of one class lead everywhere to the same state.
    pub(in crate::permission) fn class(&self, byte: u8) -> u8 {
        self.table.byte_classes().get(byte)
    }
}

/// A machine that goes through all states of an expression at once: soon made, slow for many texts.
///
/// Source: the simulation of Thompson (1968), as `regex-automata` does it.
#[derive(Debug)]
pub(super) struct Simulation(PikeVM);

impl Simulation {
    /// That of an expression; none where it is far too large.
    pub(super) fn new(expression: &Hir) -> Option<Self> {
        let (start, end) = (Hir::look(Look::Start), Hir::look(Look::End));
        let whole = Hir::concat(vec![start, expression.clone(), end]);
        let config = thompson::Config::new()
            .utf8(false)
            .which_captures(WhichCaptures::None)
            .nfa_size_limit(Some(64 * MOST_BYTES));
        let nfa = thompson::Compiler::new().configure(config).build_from_hir(&whole).ok()?;
        PikeVM::new_from_nfa(nfa).ok().map(Self)
    }

    /// Whether it matches a text.
    pub(super) fn matches(&self, text: &str) -> bool {
        self.0.is_match(&mut self.0.create_cache(), text)
    }

    /// Whether some match begins with a text.
    pub(super) fn may_begin(&self, text: &str) -> bool {
        let nfa = self.0.get_nfa();
        let mut live = reached(nfa, vec![nfa.start_anchored()]);
        for byte in text.bytes() {
            let next = live.iter().filter_map(|state| step(nfa, *state, byte)).collect();
            live = reached(nfa, next);
            if live.is_empty() {
                return false;
            }
        }
        !live.is_empty()
    }
}

/// The states that these lead to before a byte is read: those that read one, and the end.
fn reached(nfa: &NFA, mut waiting: Vec<StateID>) -> Vec<StateID> {
    let mut known = vec![false; nfa.states().len()];
    let mut reached = Vec::new();
    while let Some(id) = waiting.pop() {
        if known.get_mut(id.as_usize()).is_none_or(|known| std::mem::replace(known, true)) {
            continue;
        }
        match nfa.state(id) {
            thompson::State::Look { look: look::Look::Start, next }
            | thompson::State::Capture { next, .. } => waiting.push(*next),
            thompson::State::Union { alternates } => waiting.extend(alternates.iter().copied()),
            thompson::State::BinaryUnion { alt1, alt2 } => waiting.extend([*alt1, *alt2]),
            thompson::State::Fail => {}
            _ => reached.push(id),
        }
    }
    reached
}

/// Where a state leads with a byte.
fn step(nfa: &NFA, state: StateID, byte: u8) -> Option<StateID> {
    match nfa.state(state) {
        thompson::State::ByteRange { trans } => trans.matches_byte(byte).then_some(trans.next),
        thompson::State::Sparse(transitions) => transitions.matches_byte(byte),
        thompson::State::Dense(transitions) => transitions.matches_byte(byte),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_simulation_knows_what_may_begin_as_an_automaton_does() {
        let mut texts = vec![String::new()];
        for length in 0..4 {
            let of_length = texts.iter().filter(|text| text.chars().count() == length);
            let longer: Vec<String> = of_length
                .flat_map(|text| ['a', 'b', 'c', 'é'].map(|c| format!("{text}{c}")))
                .collect();
            texts.extend(longer);
        }
        let (mut yes, mut no) = (0, 0);
        for expression in [
            "",
            "a",
            "ab|ac",
            "(?:ab)*c",
            "a[^b]*",
            "[a-c]{2}",
            "(?:|a)b",
            "é+a?",
            "(?:a|ab)(?:c|bc)b*",
        ] {
            let hir = regex_syntax::parse(expression).unwrap();
            let dfa = Dfa::new(&hir, MOST_BYTES).unwrap();
            let simulation = Simulation::new(&hir).unwrap();
            for text in &texts {
                let may = dfa.may_begin(text);
                assert_eq!(simulation.may_begin(text), may, "{expression} {text}");
                assert_eq!(simulation.matches(text), dfa.matches(text), "{expression} {text}");
                if may { yes += 1 } else { no += 1 }
            }
        }
        assert!(yes > 50 && no > 50, "{yes} {no}");
    }
}
