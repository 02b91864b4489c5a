//! Many patterns as one nondeterministic automaton, and the deterministic steps through it, made as they are needed.

use regex_automata::nfa::thompson::{Compiler, Config, NFA, State, WhichCaptures};
use regex_automata::util::primitives::StateID;
use regex_syntax::ParserBuilder;
use regex_syntax::hir::Hir;

use super::Space;
use super::pattern::Language;

/// Patterns of one space, and the universe of the space as the last one.
#[derive(Debug)]
pub(super) struct Automaton {
    nfa: NFA,
    /// By state, the pattern that it belongs to.
    owners: Vec<u32>,
    universe: u32,
    /// A byte for each class of bytes that no pattern tells apart, in the order in which witnesses prefer them.
    bytes: Vec<u8>,
}

/// The states that a prefix leads to, sorted; only those that read a byte or match.
pub(super) type Subset = Box<[StateID]>;

impl Automaton {
    /// Builds the automaton of some languages; none where they are too large for one.
    pub(super) fn new(space: Space, languages: &[&Language]) -> Option<Self> {
        let mut hirs: Vec<Hir> = Vec::with_capacity(languages.len() + 1);
        for language in languages {
            hirs.push(parse(&language.expression)?);
        }
        hirs.push(parse(space.universe())?);
        let config =
            Config::new().which_captures(WhichCaptures::None).nfa_size_limit(Some(MOST_BYTES));
        let nfa = Compiler::new().configure(config).build_many_from_hir(&hirs).ok()?;
        let owners = owners(&nfa);
        let universe = u32::try_from(languages.len()).ok()?;
        let bytes = alphabet(&nfa, languages);
        Some(Self { nfa, owners, universe, bytes })
    }

    /// The bytes to step by, one of each class.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Where the empty prefix leads.
    pub(super) fn start(&self) -> Subset {
        let mut walk = Walk::new(&self.nfa);
        walk.enter(self.nfa.start_anchored());
        walk.finish()
    }

    /// Where a further byte leads; empty where no pattern goes on.
    pub(super) fn step(&self, subset: &[StateID], byte: u8) -> Subset {
        let mut walk = Walk::new(&self.nfa);
        for state in subset {
            let next = match self.nfa.state(*state) {
                State::ByteRange { trans } => trans.matches_byte(byte).then_some(trans.next),
                State::Sparse(sparse) => sparse.matches_byte(byte),
                State::Dense(dense) => dense.matches_byte(byte),
                _ => None,
            };
            if let Some(next) = next {
                walk.enter(next);
            }
        }
        walk.finish()
    }

    /// The patterns that match what led to a subset; none where that is no resource.
    pub(super) fn matched<'s>(&'s self, subset: &'s [StateID]) -> impl Iterator<Item = usize> + 's {
        let is_match = |state: &&StateID| matches!(self.nfa.state(**state), State::Match { .. });
        let is_resource =
            subset.iter().filter(is_match).any(|state| self.owner(*state) == self.universe);
        let matches = subset.iter().filter(is_match).map(|state| self.owner(*state));
        let own = matches.filter(move |owner| is_resource && *owner != self.universe);
        own.map(|owner| owner as usize)
    }

    /// The patterns that may still match, each once or more; none where no resource goes on like this.
    pub(super) fn live<'s>(&'s self, subset: &'s [StateID]) -> impl Iterator<Item = usize> + 's {
        let is_resource = subset.iter().any(|state| self.owner(*state) == self.universe);
        let owners = subset.iter().map(|state| self.owner(*state));
        owners
            .filter(move |owner| is_resource && *owner != self.universe)
            .map(|owner| owner as usize)
    }

    fn owner(&self, state: StateID) -> u32 {
        self.owners.get(state.as_usize()).copied().unwrap_or(self.universe)
    }
}

/// The most memory that one automaton takes.
const MOST_BYTES: usize = 64 << 20;

fn parse(expression: &str) -> Option<Hir> {
    ParserBuilder::new().nest_limit(200).build().parse(expression).ok()
}

/// By state, the pattern that it belongs to: the parts of patterns do not meet but in the start.
fn owners(nfa: &NFA) -> Vec<u32> {
    let mut owners = vec![0; nfa.states().len()];
    for pattern in nfa.patterns() {
        let Some(start) = nfa.start_pattern(pattern) else { continue };
        let mut pending = vec![start];
        let mut seen = vec![false; nfa.states().len()];
        while let Some(state) = pending.pop() {
            let Some(seen) = seen.get_mut(state.as_usize()).filter(|seen| !**seen) else {
                continue;
            };
            *seen = true;
            if let Some(owner) = owners.get_mut(state.as_usize()) {
                *owner = pattern.as_u32();
            }
            successors(nfa.state(state), &mut pending);
        }
    }
    owners
}

fn successors(state: &State, into: &mut Vec<StateID>) {
    match state {
        State::ByteRange { trans } => into.push(trans.next),
        State::Sparse(sparse) => into.extend(sparse.transitions.iter().map(|trans| trans.next)),
        State::Dense(dense) => into.extend(dense.transitions.iter().copied()),
        State::Look { next, .. } | State::Capture { next, .. } => into.push(*next),
        State::Union { alternates } => into.extend(alternates.iter().copied()),
        State::BinaryUnion { alt1, alt2 } => into.extend([*alt1, *alt2]),
        State::Fail | State::Match { .. } => {}
    }
}

/// One byte of each class, the most readable one first.
fn alphabet(nfa: &NFA, languages: &[&Language]) -> Vec<u8> {
    let classes = nfa.byte_classes();
    let mut bytes: Vec<u8> = (0..=u8::MAX).collect();
    bytes.sort_by_key(|byte| rank(*byte));
    let mut known = [false; 256];
    bytes.retain(|byte| {
        known
            .get_mut(usize::from(classes.get(*byte)))
            .is_some_and(|known| !std::mem::replace(known, true))
    });
    // Where some ASCII character is like every other one, it stands for all characters beyond ASCII.
    let mentioned =
        languages.iter().try_fold(SPECIAL, |all, language| Some(all | language.mentioned?));
    if mentioned.is_some_and(|mentioned| mentioned != u128::MAX) {
        bytes.retain(u8::is_ascii);
    }
    bytes
}

/// The characters that universes tell from others: NUL, `.`, `/`, `~`.
const SPECIAL: u128 = 1 | 1 << 0x2e | 1 << 0x2f | 1 << 0x7e;

/// Witnesses prefer `a-z`, then digits, then other printable ASCII, then what is beyond ASCII, then control characters.
const fn rank(byte: u8) -> (u8, u8) {
    let group = match byte {
        b'a'..=b'z' => 0,
        b'0'..=b'9' => 1,
        b' '..=b'~' => 2,
        128..=255 => 3,
        _ => 4,
    };
    (group, byte)
}

/// Collects the states that a step leads to, through those that read nothing.
struct Walk<'n> {
    nfa: &'n NFA,
    found: Vec<StateID>,
    pending: Vec<StateID>,
    seen: rustc_hash::FxHashSet<StateID>,
}

impl<'n> Walk<'n> {
    fn new(nfa: &'n NFA) -> Self {
        Self { nfa, found: Vec::new(), pending: Vec::new(), seen: rustc_hash::FxHashSet::default() }
    }

    fn enter(&mut self, state: StateID) {
        self.pending.push(state);
        while let Some(state) = self.pending.pop() {
            if !self.seen.insert(state) {
                continue;
            }
            match self.nfa.state(state) {
                State::ByteRange { .. }
                | State::Sparse(_)
                | State::Dense(_)
                | State::Match { .. } => {
                    self.found.push(state);
                }
                other => successors(other, &mut self.pending),
            }
        }
    }

    fn finish(mut self) -> Subset {
        self.found.sort_unstable();
        self.found.into_boxed_slice()
    }
}
