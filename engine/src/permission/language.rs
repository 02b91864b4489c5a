//! What a pattern matches in one space, and the automata that read it, made once where they are needed.

mod dfa;
mod shared;

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::Relaxed;
use std::sync::{Arc, LazyLock, OnceLock};

use regex_syntax::ParserBuilder;
use regex_syntax::hir::Hir;
use regex_syntax::hir::literal::{ExtractKind, Extractor};

use super::Space;
use super::settled::Settled;

use dfa::Simulation;
pub(super) use dfa::{Dfa, State};

/// A regular language over the spellings of a space; cheap to clone.
#[derive(Debug, Clone)]
pub(super) struct Language(Arc<Content>);

#[derive(Debug)]
struct Content {
    space: Space,
    /// A regular expression of `regex-syntax`; matched against whole spellings of the space.
    expression: Box<str>,
    /// The ASCII characters, as bits, that it tells from others; none where it looks beyond ASCII.
    mentioned: Option<u128>,
    /// The most memory that an automaton of it takes.
    most_bytes: usize,
    ends: OnceLock<Ends>,
    plain: OnceLock<Option<Dfa>>,
    exact: OnceLock<Option<Dfa>>,
    settled: [OnceLock<Settled>; 2],
    simulation: OnceLock<Option<Simulation>>,
    /// How many texts were put to the simulation.
    simulated: AtomicUsize,
}

/// So many texts are put to a simulation before an automaton is made for the next ones.
const FEW: usize = 32;

/// What every match begins and ends with.
#[derive(Debug, Default)]
struct Ends {
    prefix: Box<[u8]>,
    suffix: Box<[u8]>,
}

impl Language {
    pub(super) fn new(space: Space, expression: Box<str>, mentioned: Option<u128>) -> Self {
        Self::with_most(space, expression, mentioned, dfa::MOST_BYTES)
    }

    /// A language of our own, which may be as large as it is.
    pub(super) fn ours(space: Space, expression: Box<str>, mentioned: Option<u128>) -> Self {
        Self::with_most(space, expression, mentioned, 64 * dfa::MOST_BYTES)
    }

    fn with_most(
        space: Space,
        expression: Box<str>,
        mentioned: Option<u128>,
        most_bytes: usize,
    ) -> Self {
        Self(shared::content(Content {
            space,
            expression,
            mentioned,
            most_bytes,
            ends: OnceLock::new(),
            plain: OnceLock::new(),
            exact: OnceLock::new(),
            settled: [OnceLock::new(), OnceLock::new()],
            simulation: OnceLock::new(),
            simulated: AtomicUsize::new(0),
        }))
    }

    pub(super) fn space(&self) -> Space {
        self.0.space
    }

    /// All that it is, as a text.
    pub(super) fn content(&self) -> String {
        format!("{:?} {}", self.0.space, self.0.expression)
    }

    /// The ASCII characters, as bits, that it tells from others; none where it looks beyond ASCII.
    pub(super) fn mentioned(&self) -> Option<u128> {
        self.0.mentioned
    }

    /// The automaton over ASCII alone; none where it looks beyond ASCII, or is too large.
    pub(super) fn plain(&self) -> Option<&Dfa> {
        self.0.mentioned?;
        let most = self.0.most_bytes;
        let made = || Dfa::new(&parse(&self.0.expression, Over::Ascii)?, most);
        self.0.plain.get_or_init(made).as_ref()
    }

    /// The automaton over all of Unicode; none where it is too large.
    pub(super) fn exact(&self) -> Option<&Dfa> {
        self.0.exact.get_or_init(|| Dfa::new(&self.parsed()?, self.0.most_bytes)).as_ref()
    }

    /// Where its automaton, over ASCII alone or over all of Unicode, matches whatever follows; made once.
    pub(super) fn settled(&self, is_plain: bool) -> &Settled {
        static NOWHERE: LazyLock<Settled> = LazyLock::new(Settled::default);
        let read = |language: &'_ Self| -> Option<Settled> {
            let universe = universe(self.space());
            let (own, all) = if is_plain {
                (language.plain()?, universe.plain()?)
            } else {
                (language.exact()?, universe.exact()?)
            };
            Some(Settled::of(own, all))
        };
        let place = self.0.settled.get(usize::from(is_plain));
        place.map_or(&NOWHERE, |place| place.get_or_init(|| read(self).unwrap_or_default()))
    }

    /// Whether it matches a text; none where it is too large to say.
    pub(super) fn matches(&self, text: &str) -> Option<bool> {
        if let Some(dfa) = self.known() {
            return Some(dfa.matches(text));
        }
        self.simulation().map(|simulation| simulation.matches(text))
    }

    /// Whether some match begins with a text; one that is too large to say may have any.
    pub(super) fn may_begin(&self, text: &str) -> bool {
        if let Some(dfa) = self.known() {
            return dfa.may_begin(text);
        }
        self.simulation().is_none_or(|simulation| simulation.may_begin(text))
    }

    /// The automaton, where there is one already or it is worth making.
    fn known(&self) -> Option<&Dfa> {
        let is_made = self.0.exact.get().is_some();
        let is_worth_it = || self.0.simulated.fetch_add(1, Relaxed) >= FEW;
        if is_made || is_worth_it() { self.exact() } else { None }
    }

    fn simulation(&self) -> Option<&Simulation> {
        let made = || Simulation::new(&self.parsed()?);
        self.0.simulation.get_or_init(made).as_ref()
    }

    /// The expression; none where it is nested too deep.
    fn parsed(&self) -> Option<Hir> {
        parse(&self.0.expression, Over::Unicode)
    }

    /// Whether one text could be matched by both, as far as how they begin and end tells.
    pub(super) fn may_meet(&self, other: &Self) -> bool {
        let (a, b) = (self.ends(), other.ends());
        let either = |a: &[u8], b: &[u8], is: fn(&[u8], &[u8]) -> bool| is(a, b) || is(b, a);
        either(&a.prefix, &b.prefix, <[u8]>::starts_with)
            && either(&a.suffix, &b.suffix, <[u8]>::ends_with)
    }

    fn ends(&self) -> &Ends {
        self.0.ends.get_or_init(|| {
            let Some(parsed) = self.parsed() else { return Ends::default() };
            let mut extractor = Extractor::new();
            let prefixes = extractor.kind(ExtractKind::Prefix).extract(&parsed);
            let suffixes = extractor.kind(ExtractKind::Suffix).extract(&parsed);
            Ends {
                prefix: prefixes.longest_common_prefix().unwrap_or_default().into(),
                suffix: suffixes.longest_common_suffix().unwrap_or_default().into(),
            }
        })
    }
}

/// Which characters an expression is read over.
#[derive(Clone, Copy)]
enum Over {
    Ascii,
    Unicode,
}

/// How deep groups may stand in each other.
const DEEPEST: u32 = 200;

fn parse(expression: &str, over: Over) -> Option<Hir> {
    let is_unicode = matches!(over, Over::Unicode);
    ParserBuilder::new()
        .nest_limit(DEEPEST)
        .unicode(is_unicode)
        .utf8(is_unicode)
        .build()
        .parse(expression)
        .ok()
}

/// The automaton of all spellings of a space, over ASCII alone or over all of Unicode; made once.
pub(super) fn universe(space: Space) -> &'static Language {
    static ALL: [OnceLock<Language>; Space::ALL.len()] =
        [const { OnceLock::new() }; Space::ALL.len()];
    static NONE: OnceLock<Language> = OnceLock::new();
    let made = || Language::ours(space, space.universe().into(), Some(SPECIAL));
    ALL.get(space as usize).unwrap_or(&NONE).get_or_init(made)
}

/// The characters that universes tell from others: NUL, the end of an empty word, `.`, `/`, `~`.
pub(super) const SPECIAL: u128 = 1 | 1 << 1 | 1 << 0x2e | 1 << 0x2f | 1 << 0x7e;

impl PartialEq for Language {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.cmp(other).is_eq()
    }
}

impl Eq for Language {}

impl Ord for Language {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.0.space, &self.0.expression).cmp(&(other.0.space, &other.0.expression))
    }
}

impl PartialOrd for Language {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Hash for Language {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.0.space, &self.0.expression).hash(state);
    }
}
