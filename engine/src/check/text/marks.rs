//! What one pass over a text finds for all rules: most texts have none of it, and cost no more than the pass.

use std::sync::OnceLock;

use memchr::memmem::Finder;

use super::anchors::Anchors;
use super::characters::{self, Unusual};
use super::{Text, phrases, runs};
use crate::check::secrets;

static SECRETS: Anchors = Anchors::new(secrets::ANCHORS);
static NAMES: Anchors = Anchors::new(secrets::NAME_ANCHORS);
static PHRASES: Anchors = Anchors::new(phrases::ANCHORS);

/// Where rules have to look closer.
#[derive(Debug, Clone, Default)]
pub(super) struct Marks {
    pub(super) is_ascii: bool,
    pub(super) unusual: Vec<Unusual>,
    pub(super) secrets: Vec<usize>,
    pub(super) names: Vec<usize>,
    pub(super) phrases: Vec<usize>,
}

impl Marks {
    pub(super) fn of(text: &Text<'_>) -> Self {
        let mut marks = Self { is_ascii: text.text.is_ascii(), ..Self::default() };
        if text.is_whole() {
            marks.unusual = characters::unusual(text.text, marks.is_ascii, text.role);
            marks.look_at_runs(text.text);
        }
        if text.is_prose() {
            marks.phrases = PHRASES.places(text.text);
        }
        marks
    }

    /// A secret is a long run of letters and digits, the password of a URL or a private key; only there is a closer look
    /// worth its time, and a name of a secret matters only before such a run.
    fn look_at_runs(&mut self, text: &str) {
        for opening in openings() {
            self.secrets.extend(opening.find_iter(text.as_bytes()));
        }
        let mut seen = 0;
        for run in runs::mixed_runs(text) {
            let key = text.get(run.clone()).unwrap_or_default();
            let within = SECRETS.places(key);
            self.secrets.extend(within.into_iter().map(|at| run.start + at));
            if !has_random_part(key) {
                continue;
            }
            let start = text.floor_char_boundary(run.start.saturating_sub(BEFORE).max(seen));
            let named = text.get(start..run.end).unwrap_or_default();
            let named = NAMES.places(named);
            self.names.extend(named.into_iter().map(|at| start + at));
            seen = run.end;
        }
        self.secrets.sort_unstable();
        self.secrets.dedup();
    }
}

/// Whether a part between marks may have been drawn at random: 12 letters and digits, both among them.
fn has_random_part(run: &str) -> bool {
    run.split(['-', '_', '.', '/', '+', '=']).any(|part| {
        part.len() >= 12
            && part.bytes().any(|byte| byte.is_ascii_digit())
            && part.bytes().any(|byte| byte.is_ascii_alphabetic())
    })
}

/// How far before a run its name may begin: a name, what stands between, and the first part of a value of 256 bytes.
const BEFORE: usize = 400;

/// Where the password of a URL or a private key may begin.
fn openings() -> &'static [Finder<'static>; 2] {
    static FINDERS: OnceLock<[Finder<'static>; 2]> = OnceLock::new();
    FINDERS.get_or_init(|| [Finder::new("://"), Finder::new("BEGIN ")])
}
