//! Every syntax rule finds its bad example, and its good one is clean; safe fixes mend.

use bailiwick_schema::diagnostic::Applicability;
use bailiwick_schema::syntax::rules::RULES;

use crate::{kdl, parse, report};

/// Rules whose bad examples need wrong bytes or other limits; the engine's tests, which read examples as files, find them.
const BEYOND_A_TEXT: &[&str] = &["not-utf-8", "file-too-large", "too-many-nodes"];

#[test]
fn every_bad_example_is_found_and_every_good_one_is_clean() {
    for rule in RULES {
        let good = parse(kdl(rule.good));
        assert!(good.diagnostics.is_empty(), "{}: {}", rule.code, report(&good));
        let bad = parse(kdl(rule.bad));
        let found = bad.diagnostics.iter().any(|finding| finding.rule.code == rule.code);
        let is_beyond = BEYOND_A_TEXT.contains(&rule.name);
        assert_eq!(found, !is_beyond, "{}: {}", rule.code, report(&bad));
    }
}

#[test]
fn a_bad_example_is_found_by_its_rule_alone() {
    for rule in RULES {
        let others: Vec<_> = parse(kdl(rule.bad))
            .diagnostics
            .iter()
            .map(|finding| finding.rule.code)
            .filter(|code| *code != rule.code)
            .collect();
        assert!(others.is_empty(), "{}: also {others:?}", rule.code);
    }
}

#[test]
fn codes_and_names_are_unique_and_sorted() {
    let codes: Vec<_> = RULES.iter().map(|rule| rule.code).collect();
    assert!(codes.is_sorted_by(|a, b| a < b));
    let names: std::collections::BTreeSet<_> = RULES.iter().map(|rule| rule.name).collect();
    assert_eq!(names.len(), RULES.len());
}

#[test]
fn a_safe_fix_of_a_bad_example_mends_it() {
    let mut mended = 0;
    for rule in RULES {
        let mut text = kdl(rule.bad).to_owned();
        for _ in 0..8 {
            let parsed = parse(&text);
            let fix = parsed.diagnostics.into_iter().find_map(|finding| finding.fix);
            let Some(fix) = fix.filter(|fix| fix.applicability == Applicability::Safe) else {
                break;
            };
            let mut edits = fix.edits;
            edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
            for edit in edits {
                text.replace_range(edit.span.range(), &edit.replacement);
            }
            mended += 1;
        }
        let before = parse(kdl(rule.bad));
        let safe = |finding: &bailiwick_schema::diagnostic::Diagnostic| {
            finding.fix.as_ref().is_some_and(|fix| fix.applicability == Applicability::Safe)
        };
        if before.diagnostics.iter().all(safe) {
            let after = parse(&text);
            assert!(after.diagnostics.is_empty(), "{}: {}\n{text}", rule.code, report(&after));
        }
    }
    assert!(mended >= 12, "only {mended} fixes");
}
