//! What a baseline takes as known.

use std::sync::Arc;

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::path::FilePath;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::span::Span;
use expect_test::expect;

use super::{Baseline, Fingerprint, document, fingerprints};

static RULE: Rule = Rule {
    code: "BW0000",
    name: "a-rule",
    severity: Severity::Error,
    summary: "something",
    why: "",
    bad: "",
    good: "",
    references: &[],
};

/// One finding for each `!` of `text`, in `a.kdl`.
fn findings(text: &str) -> (Vec<Diagnostic>, Vec<Fingerprint>) {
    let path = FilePath::from("a.kdl");
    let found: Vec<Diagnostic> = text
        .match_indices('!')
        .map(|(at, _)| {
            let at = u32::try_from(at).unwrap();
            Diagnostic::new(&RULE, &path, Span::new(at, at + 1), "no `!`")
        })
        .collect();
    let text: Arc<str> = Arc::from(text);
    let prints = fingerprints(&found, &|_| Some(Arc::clone(&text)));
    (found, prints)
}

#[test]
fn a_finding_keeps_its_fingerprint_when_its_line_moves_or_is_indented() {
    let (_, before) = findings("one !\ntwo\n");
    let (_, after) = findings("new\n\n   one   !\r\ntwo\n");
    assert_eq!(before, after);
}

#[test]
fn another_line_another_rule_and_a_repeated_line_have_other_fingerprints() {
    let (found, prints) = findings("one !\ntwo !\none !\n");
    assert_eq!(prints.len(), 3);
    let distinct: std::collections::BTreeSet<_> = prints.iter().collect();
    assert_eq!(distinct.len(), 3);
    static OTHER: Rule = Rule { code: "BW0001", ..RULE };
    let mut other = found.clone();
    other.iter_mut().for_each(|finding| finding.rule = &OTHER);
    let text: Arc<str> = Arc::from("one !\ntwo !\none !\n");
    let others = fingerprints(&other, &|_| Some(Arc::clone(&text)));
    assert!(others.iter().all(|print| !prints.contains(print)));
}

#[test]
fn a_very_long_line_is_read_only_where_it_is_marked() {
    let long = format!("{} !", "x".repeat(5000));
    let longer = format!("{} !", "x".repeat(6000));
    assert_eq!(findings(&long).1, findings(&longer).1);
}

#[test]
fn a_file_without_text_still_gives_distinct_fingerprints() {
    let (found, _) = findings("!!");
    let prints = fingerprints(&found, &|_| None);
    assert_ne!(prints.first(), prints.get(1));
}

#[test]
fn what_is_written_is_known_when_read_and_new_findings_are_not() {
    let (found, prints) = findings("one !\ntwo !\n");
    let text = document(&found, &prints).to_string();
    assert_eq!(text, document(&found, &prints).to_string());
    let baseline = Baseline::read(&text).unwrap();
    let all = baseline.matched(&found, &prints, &|_| true);
    assert_eq!((all.is_known, all.gone), (vec![true, true], 0));
    let (later, later_prints) = findings("two !\n");
    let fewer = baseline.matched(&later, &later_prints, &|_| true);
    assert_eq!((fewer.is_known, fewer.gone), (vec![true], 1));
}

/// Which findings of `after`, in a file of this name, a baseline of `before` in `a.kdl` knows, and how many are gone.
fn known(before: &str, after: &str, path: &str, may_move: bool) -> (Vec<bool>, usize) {
    let (found, prints) = findings(before);
    let baseline = Baseline::read(&document(&found, &prints).to_string()).unwrap();
    let (mut later, _) = findings(after);
    later.iter_mut().for_each(|finding| finding.primary.path = FilePath::from(path));
    let text: Arc<str> = Arc::from(after);
    let prints = fingerprints(&later, &|_| Some(Arc::clone(&text)));
    let matched = baseline.matched(&later, &prints, &|_| may_move);
    (matched.is_known, matched.gone)
}

#[test]
fn a_known_finding_is_known_when_the_rest_of_its_line_changes_and_counts_once() {
    assert_eq!(known("one !", "another !", "a.kdl", true), (vec![true], 0));
    assert_eq!(
        known("one !\ntwo !", "two !\nnew ! newer !", "a.kdl", true),
        (vec![true, true, false], 0)
    );
}

#[test]
fn a_known_finding_moves_to_another_file_where_its_own_is_looked_at() {
    assert_eq!(known("one !", "one !\ntwo !", "b.kdl", true), (vec![true, false], 0));
    assert_eq!(known("one !", "one !", "b.kdl", false), (vec![false], 1));
}

#[test]
fn the_document_is_sorted_and_readable() {
    let (found, prints) = findings("one !");
    expect![[r#"
        {
          "findings": [
            {
              "code": "BW0000",
              "fingerprint": "0",
              "message": "no `!`",
              "path": "a.kdl"
            }
          ],
          "version": 1
        }"#]]
    .assert_eq(&format!("{:#}", document(&found, &prints)).replace(prints[0].as_str(), "0"));
}

#[test]
fn what_is_no_baseline_is_refused_with_the_reason() {
    let reason = |text: &str| Baseline::read(text).unwrap_err().to_string();
    expect!["it has no `version`"].assert_eq(&reason("{}"));
    expect!["it has version 2, this release reads version 1"]
        .assert_eq(&reason(r#"{"version":2}"#));
    expect!["it has no list `findings`"].assert_eq(&reason(r#"{"version":1}"#));
    expect!["finding 1 has no `fingerprint`"]
        .assert_eq(&reason(r#"{"version":1,"findings":[{}]}"#));
    assert!(reason("[").starts_with("it is not JSON: "));
}
