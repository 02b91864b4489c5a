//! Which fixes are applied, and how.

use std::sync::Arc;

use bailiwick_schema::diagnostic::{Applicability, Diagnostic, Edit, Fix};
use bailiwick_schema::path::FilePath;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::span::Span;
use expect_test::{Expect, expect};

use super::{Applied, Permitted, apply, unified_diff};

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

/// A fix of `a.kdl` that replaces each `(start, end)` by the text.
fn finding(edits: &[(u32, u32, &str)]) -> Diagnostic {
    finding_in("a.kdl", edits, Applicability::Safe)
}

fn finding_in(path: &str, edits: &[(u32, u32, &str)], applicability: Applicability) -> Diagnostic {
    let path = FilePath::from(path);
    let mut diagnostic = Diagnostic::new(&RULE, &path, Span::at(0), "wrong");
    let edits = edits
        .iter()
        .map(|(start, end, replacement)| Edit {
            path: path.clone(),
            span: Span::new(*start, *end),
            replacement: (*replacement).to_owned(),
        })
        .collect();
    diagnostic.fix = Some(Fix { title: "mend it".to_owned(), edits, applicability });
    diagnostic
}

fn applied(text: &str, findings: &[Diagnostic], permitted: Permitted) -> Applied {
    let text: Arc<str> = Arc::from(text);
    apply(findings, &|path| (path.as_str() != "gone.kdl").then(|| Arc::clone(&text)), permitted)
}

fn check(text: &str, findings: &[Diagnostic], expected: &Expect) {
    let applied = applied(text, findings, Permitted::Safe);
    let text = applied.texts.into_values().next().unwrap_or_else(|| "(unchanged)".to_owned());
    expected
        .assert_eq(&format!("{text} [{} mended, {} postponed]", applied.mended, applied.postponed));
}

#[test]
fn fixes_that_do_not_meet_are_all_applied() {
    check(
        "one two three",
        &[finding(&[(8, 13, "drei")]), finding(&[(0, 3, "eins")]), finding(&[(4, 4, "und ")])],
        &expect!["eins und two drei [3 mended, 0 postponed]"],
    );
}

#[test]
fn of_two_that_overlap_the_first_wins() {
    check(
        "one two three",
        &[finding(&[(4, 7, "zwei")]), finding(&[(0, 5, "x")]), finding(&[(5, 5, "y")])],
        &expect!["one zwei three [1 mended, 2 postponed]"],
    );
}

#[test]
fn a_fix_is_applied_whole_or_not_at_all() {
    check(
        "one two three",
        &[finding(&[(4, 7, "zwei")]), finding(&[(0, 3, "eins"), (6, 9, "x")])],
        &expect!["one zwei three [1 mended, 1 postponed]"],
    );
}

#[test]
fn the_same_fix_of_two_findings_is_applied_once() {
    check(
        "one two",
        &[finding(&[(0, 3, "eins")]), finding(&[(0, 3, "eins")])],
        &expect!["eins two [2 mended, 0 postponed]"],
    );
}

#[test]
fn two_different_insertions_at_one_place_conflict() {
    check(
        "one",
        &[finding(&[(3, 3, "!")]), finding(&[(3, 3, "?")])],
        &expect!["one! [1 mended, 1 postponed]"],
    );
}

#[test]
fn edits_that_touch_do_not_conflict() {
    check(
        "onetwo",
        &[finding(&[(0, 3, "1")]), finding(&[(3, 6, "2")]), finding(&[(3, 3, "-")])],
        &expect!["1-2 [3 mended, 0 postponed]"],
    );
}

#[test]
fn an_edit_outside_the_text_or_inside_a_character_is_left_out() {
    check(
        "größe",
        &[finding(&[(3, 4, "x")]), finding(&[(0, 99, "x")])],
        &expect!["(unchanged) [0 mended, 2 postponed]"],
    );
}

#[test]
fn an_unsafe_fix_waits_until_it_is_permitted() {
    let findings = [finding_in("a.kdl", &[(0, 3, "all")], Applicability::Unsafe)];
    assert!(applied("one", &findings, Permitted::Safe).texts.is_empty());
    let all = applied("one", &findings, Permitted::All);
    assert_eq!(all.texts.get(&FilePath::from("a.kdl")).map(String::as_str), Some("all"));
}

#[test]
fn the_standard_library_and_files_that_are_gone_stay_as_they_are() {
    let std = [finding_in("std/server/github@1", &[(0, 3, "x")], Applicability::Safe)];
    assert_eq!(applied("one", &std, Permitted::All), Applied::default());
    let gone = [finding_in("gone.kdl", &[(0, 3, "x")], Applicability::Safe)];
    let result = applied("one", &gone, Permitted::All);
    assert_eq!((result.texts.len(), result.mended, result.postponed), (0, 0, 1));
}

#[test]
fn the_diff_has_headers_context_and_the_missing_line_end() {
    let before = "a\nb\nc\nd\ne\nf";
    let after = "a\nb\nc\nd\nE\nf";
    expect![[r#"
        --- a/context/a.kdl
        +++ b/context/a.kdl
        @@ -2,5 +2,5 @@
         b
         c
         d
        -e
        +E
         f
        \ No newline at end of file
    "#]]
    .assert_eq(&unified_diff(&FilePath::from("context/a.kdl"), before, after));
    assert_eq!(unified_diff(&FilePath::from("a.kdl"), before, before), "");
}
