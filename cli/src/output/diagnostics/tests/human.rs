//! The form that people read.

use std::sync::Arc;

use bailiwick_engine::baseline::fingerprints;
use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::path::FilePath;
use bailiwick_schema::span::Span;
use expect_test::expect;

use super::{FLOATING, UNKNOWN, many, print, print_with, totals};
use crate::output::diagnostics::{Finding, Format, Report, Totals};
use crate::terminal::Look;

#[test]
fn findings_show_their_lines_labels_help_and_fix() {
    expect![[r#"
        error[BW3001]: no agent `<U+202E>summarizr`, 100%: <found>
         --> context/a b.kdl:2:14
          |
        2 |     delegate "<U+202E>summarizr" // 😀 "x"
          |              ^^^^^^^^^^^^^^^^^^^ named here & nowhere else
          |
         ::: agents.kdl:1:7
          |
        1 | agent "summarizer"
          |       ------------ this one is near
          |
         ::: std/server/git@1:1:8
          |
        1 | server "git"
          |        -----
          |
          = help: did you mean `summarizer`?
          = fix: write `summarizer` (`--fix --unsafe` does it)

        warning[BW4002]: `acme/latest` floats
         --> context/a b.kdl:3:8
          |
        3 |     model "acme/latest"
          |           ^^^^^^^^^^^^^
          |
          = fix: pin it (`--fix` does it)

        info[BW8003]: odd "text"
         --> context/a b.kdl:2:32
          |
        2 |     delegate "<U+202E>summarizr" // 😀 "x"
          |                                        ^^^

        error[BW3001]: `gone.kdl` cannot be read
        --> gone.kdl
         = note: it is not UTF-8

        1 finding can be fixed with `--fix`
        1 finding can be fixed with `--fix --unsafe`, which may change what an agent may do
        `bailiwick explain CODE` says more about a rule: try BW3001
        checked 3 agents in 2 environments, 4 files: 2 errors, 1 warning, 1 info
    "#]]
    .assert_eq(&print(Format::Human));
}

#[test]
fn colour_comes_only_when_asked_for() {
    assert!(!print(Format::Human).contains('\u{1b}'));
    let look = Look { colour: true, width: Some(80) };
    assert!(print_with(Format::Human, &many(&UNKNOWN, 1), totals(), look).contains("\u{1b}["));
}

#[test]
fn the_first_twenty_of_a_file_are_shown_and_the_rest_is_counted() {
    let mut found = many(&UNKNOWN, 23);
    found.push(Diagnostic::new(&FLOATING, &FilePath::from("gone.kdl"), Span::at(0), "last"));
    let text =
        print_with(Format::Human, &found, Totals { unlisted: 1000, ..totals() }, Look::PLAIN);
    assert_eq!(text.matches("error[BW3001]").count(), 20);
    assert!(text.contains("finding 19\n") && !text.contains("finding 20\n"), "{text}");
    assert!(text.contains("... and 3 more findings in agents.kdl\n"), "{text}");
    assert!(text.contains("... and 1,000 more errors of files with very many\n"), "{text}");
    assert!(text.contains("warning[BW4002]: last"), "{text}");
}

/// What is printed of a finding at `start..end` of a text, without hints and summary.
fn shown(text: &str, start: u32, end: u32) -> String {
    let found =
        [Diagnostic::new(&UNKNOWN, &FilePath::from("a.kdl"), Span::new(start, end), "wrong")
            .label("here")];
    let text: Arc<str> = Arc::from(text);
    let source = |_: &FilePath| Some(Arc::clone(&text));
    let prints = fingerprints(&found, &source);
    let findings = vec![Finding { diagnostic: &found[0], fingerprint: &prints[0] }];
    let printed = Format::Human.print(&Report::new(findings, &source, totals()), Look::PLAIN);
    printed.split("\n\n").next().unwrap_or_default().to_owned()
}

#[test]
fn the_end_of_a_file_and_an_empty_file_can_be_marked() {
    expect![[r#"
        error[BW3001]: wrong
         --> a.kdl:2:1
          |
        2 |
          | ^ here"#]]
    .assert_eq(&shown("agent {\n", 8, 8));
    expect![[r#"
        error[BW3001]: wrong
         --> a.kdl:1:1
          |
        1 |
          | ^ here"#]]
    .assert_eq(&shown("", 0, 0));
    expect![[r#"
        error[BW3001]: wrong
         --> a.kdl:1:8
          |
        1 | agent {
          |        ^ here"#]]
    .assert_eq(&shown("agent {", 7, 99));
}

#[test]
fn a_mark_over_several_lines_shows_its_first_and_last_line() {
    expect![[r#"
        error[BW3001]: wrong
         --> a.kdl:1:3
          |
        1 |   a {
          |  ___^
        2 | |   b
        3 | |   c
        4 | |   d
        5 | |   e
        6 | |   f
        7 | | }
          | |_^ here"#]]
    .assert_eq(&shown("a {\r\n  b\r\n  c\r\n  d\r\n  e\r\n  f\r\n}\r\n", 2, 31));
}

#[test]
fn a_mark_over_very_many_lines_shows_the_first() {
    let text = format!("a {{\n{}}}\n", "  b\n".repeat(1000));
    expect![[r#"
        error[BW3001]: wrong
         --> a.kdl:1:1
          |
        1 | a {
          | ^^^ here"#]]
    .assert_eq(&shown(&text, 0, u32::try_from(text.len()).unwrap()));
}

#[test]
fn of_a_very_long_line_the_marked_part_is_shown_and_the_column_is_right() {
    let text = format!("{}!{}", "ä".repeat(3000), "b".repeat(1_000_000));
    expect![[r#"
        error[BW3001]: wrong
         --> a.kdl:1:3001
          |
        1 | ...ääääääääääääääääääääääääääääää!bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb...
          |                                  ^ here"#]].assert_eq(&shown(&text, 6000, 6001));
    expect![[r#"
        error[BW3001]: wrong
         --> a.kdl:1:1
          |
        1 | ääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääää...
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ here"#]].assert_eq(&shown(&text, 0, u32::try_from(text.len()).unwrap()));
}

#[test]
fn related_places_far_away_in_the_same_file_are_shown_apart() {
    let path = FilePath::from("a.kdl");
    let text: Arc<str> = Arc::from(format!("first\n{}last\n", "\n".repeat(200)));
    let last = u32::try_from(text.len()).unwrap() - 5;
    let found = [Diagnostic::new(&UNKNOWN, &path, Span::new(last, last + 4), "twice").related(
        &path,
        Span::new(0, 5),
        "before",
    )];
    let source = |_: &FilePath| Some(Arc::clone(&text));
    let prints = fingerprints(&found, &source);
    let findings = vec![Finding { diagnostic: &found[0], fingerprint: &prints[0] }];
    let printed = Format::Human.print(&Report::new(findings, &source, totals()), Look::PLAIN);
    expect![[r#"
        error[BW3001]: twice
           --> a.kdl:202:1
            |
        202 | last
            | ^^^^
            |
           ::: a.kdl:1:1
            |
          1 | first
            | ----- before"#]]
    .assert_eq(printed.split("\n\n").next().unwrap());
}
