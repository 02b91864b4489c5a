//! Words that are looked for all at once, many bytes at a time.

use std::sync::OnceLock;

use aho_corasick::packed::{Config, Searcher};

/// The words, with what finds them.
pub(super) struct Anchors {
    words: &'static [&'static str],
    /// None on processors without the instructions that it needs.
    searcher: OnceLock<Option<Searcher>>,
}

impl Anchors {
    pub(super) const fn new(words: &'static [&'static str]) -> Self {
        Self { words, searcher: OnceLock::new() }
    }

    /// Where the words begin in a text, in its order.
    pub(super) fn places(&self, text: &str) -> Vec<usize> {
        let make =
            || Config::new().heuristic_pattern_limits(false).builder().extend(self.words).build();
        if let Some(searcher) = self.searcher.get_or_init(make) {
            return searcher.find_iter(text).map(|found| found.start()).collect();
        }
        let each = self.words.iter();
        let mut places: Vec<usize> = each
            .flat_map(|word| memchr::memmem::find_iter(text.as_bytes(), word.as_bytes()))
            .collect();
        places.sort_unstable();
        places.dedup();
        places
    }
}
