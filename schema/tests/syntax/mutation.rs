//! Mutants of sound documents: a few tokens deleted, doubled, swapped, cut off, or spliced in from elsewhere.

use std::sync::Arc;

use bailiwick_schema::path::FilePath;
use bailiwick_schema::span::Span;
use bailiwick_schema::syntax::{self, Limits};

use crate::random::Random;

/// Documents that mutants are made of, cut into tokens once.
pub struct Stock {
    documents: Vec<(String, Vec<Span>)>,
}

impl Stock {
    /// A stock of sound documents.
    pub fn new(documents: impl IntoIterator<Item = String>) -> Self {
        let cut = |text: String| {
            let path = FilePath::from("stock.kdl");
            let parsed = syntax::parse(&path, Arc::from(text.as_str()), &Limits::default());
            let spans = parsed.tree.tokens().map(|(_, span)| span).collect();
            (text, spans)
        };
        Self { documents: documents.into_iter().map(cut).collect() }
    }

    /// The mutant of a seed; the same seed gives the same.
    pub fn mutant(&self, seed: u64) -> String {
        let mut random = Random::new(seed);
        let mut tokens = self.tokens(&mut random);
        // Two documents side by side: a slip in one must not cost the other.
        if random.chance(60) {
            tokens.push("\n");
            tokens.extend(self.tokens(&mut random));
        }
        for _ in 0..1 + random.below(6) {
            self.mutate(&mut random, &mut tokens);
        }
        tokens.concat()
    }

    fn tokens(&self, random: &mut Random) -> Vec<&str> {
        let (text, spans) = &self.documents[random.below(self.documents.len())];
        spans.iter().map(|span| span.text(text)).collect()
    }

    fn mutate<'a>(&'a self, random: &mut Random, tokens: &mut Vec<&'a str>) {
        if tokens.is_empty() {
            return;
        }
        let at = random.below(tokens.len());
        match random.below(20) {
            0..6 => {
                tokens.remove(at);
            }
            6..10 => tokens.insert(at, tokens[at]),
            10..14 => {
                let other = random.below(tokens.len());
                tokens.swap(at, other);
            }
            14 => tokens.truncate(at),
            // Within a token: what is left of it may be half a quote or half a number.
            15 => {
                let cut = random.below(tokens[at].len() + 1);
                let rest = tokens[at].get(..cut).unwrap_or_default();
                tokens[at] = rest;
            }
            _ => {
                let donor = self.tokens(random);
                if donor.is_empty() {
                    return;
                }
                let from = random.below(donor.len());
                let length = 1 + random.below(4).min(donor.len() - from - 1);
                let part = donor.into_iter().skip(from).take(length);
                tokens.splice(at..at, part);
            }
        }
    }
}
