//! The mutation run: no panic, no hang, no overflow, and something to read in nearly every mutant.

use std::time::{Duration, Instant};

use crate::mutation::Stock;
use crate::{cases, errors, formatting, generator, lossless, parse, second_opinion};

/// How many mutants are tried: `BAILIWICK_MUTANTS`, 1,000,000 in the full run.
fn count() -> u64 {
    std::env::var("BAILIWICK_MUTANTS").ok().and_then(|count| count.parse().ok()).unwrap_or(20_000)
}

/// Generated documents, the accepted official cases, and the examples of this repository.
fn stock() -> Stock {
    let generated = (0..200).map(|seed| generator::document(seed, generator::Range::Whole));
    let official = cases::official().unwrap_or_default();
    let accepted = official.into_iter().filter(|case| case.expected.is_some());
    Stock::new(generated.chain(accepted.map(|case| case.input)).chain(cases::examples()))
}

#[test]
fn mutants_are_parsed_without_panic_and_keep_their_sound_nodes() {
    let stock = stock();
    let first = 0x6261_696C_6977_6963;
    let (count, start) = (count(), Instant::now());
    println!("{count} mutants from seed {first}");
    let (mut wounded, mut slowest) = (0_u64, Duration::ZERO);
    for seed in first..first + count {
        let text = stock.mutant(seed);
        let before = Instant::now();
        let parsed = parse(&text);
        slowest = slowest.max(before.elapsed());
        let judge = std::panic::AssertUnwindSafe(|| {
            lossless::check(&text, &parsed);
            formatting::check(&text);
        });
        assert!(std::panic::catch_unwind(judge).is_ok(), "seed {seed}:\n{text}");
        if parsed.diagnostics.len() >= 2 && parsed.tree.roots().next().is_some() {
            wounded += 1;
        }
    }
    let share = wounded * 100 / count.max(1);
    println!("{:?}; the slowest took {slowest:?}; {share} % of use", start.elapsed());
    assert!(share >= 30, "only {share} % have two findings and a tree");
    assert!(slowest < Duration::from_secs(1), "a mutant took {slowest:?}");
}

/// Whether the crate `kdl` is known to depart from the specification on texts like this: it takes `/-` in some
/// wrong places and refuses it in some right ones, and lets pass some characters and words that are not allowed.
fn departs(text: &str) -> bool {
    ["/-", "-inf", "#\"\"\"", "\u{FEFF}", "\u{7F}"].iter().any(|part| text.contains(part))
}

#[test]
fn both_parsers_accept_and_refuse_the_same_mutants() {
    let stock = stock();
    let (mut accepted, mut refused) = (0, 0);
    for seed in 0..count() / 10 {
        let text = stock.mutant(seed);
        // The crate recurses: deep nesting would end the test.
        if departs(&text) || text.matches('{').count() > 16 {
            continue;
        }
        let parsed = parse(&text);
        let ours = (errors(&parsed) == 0).then(|| second_opinion::ours(&parsed.tree));
        if ours.is_some() {
            accepted += 1;
        } else {
            refused += 1;
        }
        assert_eq!(ours, second_opinion::theirs(&text).ok(), "seed {seed}:\n{text}");
    }
    println!("{accepted} accepted and {refused} refused by both");
    assert!(accepted > 0 && refused > 0);
}
