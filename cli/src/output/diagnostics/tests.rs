//! One list of findings, printed in every form.

mod forms;
mod human;
mod real;
pub(in crate::output) mod sarif;

use std::sync::Arc;

use bailiwick_engine::baseline::{Fingerprint, fingerprints};
use bailiwick_schema::diagnostic::{Applicability, Diagnostic};
use bailiwick_schema::path::FilePath;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::span::Span;

use super::{Finding, Format, Report, Totals};
use crate::output::count::counted;
use crate::terminal::Look;

pub(super) static UNKNOWN: Rule = Rule {
    code: "BW3001",
    name: "unknown-name",
    severity: Severity::Error,
    summary: "a name that nothing declares",
    why: "Nothing stands behind it.",
    bad: "agent \"a\" { delegate \"b\"; }",
    good: "agent \"a\"",
    references: &["CWE-1"],
};

pub(super) static FLOATING: Rule = Rule {
    code: "BW4002",
    name: "floating-model-alias",
    severity: Severity::Warning,
    summary: "a model that may change",
    references: &[],
    ..UNKNOWN
};

pub(super) static HINT: Rule =
    Rule { code: "BW8003", name: "odd-text", severity: Severity::Info, ..FLOATING };

/// The workspace of the findings: two files and a std module.
pub(super) fn text_of(path: &FilePath) -> Option<Arc<str>> {
    let text = match path.as_str() {
        "context/a b.kdl" => {
            "agent \"größe\" {\n    delegate \"\u{202e}summarizr\" // 😀 \"x\"\n\tmodel \"acme/latest\"\n}\n"
        }
        "agents.kdl" => "agent \"summarizer\"\r\nagent \"other\"\r\n",
        "std/server/git@1" => "server \"git\"\n",
        _ => return None,
    };
    Some(Arc::from(text))
}

/// The range of `part` in a file.
fn span(path: &str, part: &str) -> Span {
    let text = text_of(&FilePath::from(path)).unwrap();
    let start = u32::try_from(text.find(part).unwrap()).unwrap();
    Span::new(start, start + u32::try_from(part.len()).unwrap())
}

pub(super) fn findings() -> Vec<Diagnostic> {
    let (a, agents) = (FilePath::from("context/a b.kdl"), FilePath::from("agents.kdl"));
    let delegate = span("context/a b.kdl", "\"\u{202e}summarizr\"");
    vec![
        Diagnostic::new(&UNKNOWN, &a, delegate, "no agent `\u{202e}summarizr`, 100%: <found>")
            .label("named here & nowhere else")
            .related(&agents, span("agents.kdl", "\"summarizer\""), "this one is near")
            .related(&FilePath::from("std/server/git@1"), span("std/server/git@1", "\"git\""), "")
            .help("did you mean `summarizer`?")
            .fix(Applicability::Unsafe, "write `summarizer`", delegate, "\"summarizer\""),
        Diagnostic::new(
            &FLOATING,
            &a,
            span("context/a b.kdl", "\"acme/latest\""),
            "`acme/latest` floats",
        )
        .fix(Applicability::Safe, "pin it", span("context/a b.kdl", "latest"), "v1"),
        Diagnostic::new(&HINT, &a, span("context/a b.kdl", "\"x\""), "odd \"text\""),
        Diagnostic::new(
            &UNKNOWN,
            &FilePath::from("gone.kdl"),
            Span::at(0),
            "`gone.kdl` cannot be read",
        )
        .label("it is not UTF-8"),
    ]
}

pub(super) fn totals() -> Totals {
    Totals { files: 4, agents: 3, environments: 2, ..Totals::default() }
}

pub(super) fn print_with(
    format: Format,
    found: &[Diagnostic],
    totals: Totals,
    look: Look,
) -> String {
    let prints = fingerprints(found, &text_of);
    format.print(&report(found, &prints, totals), look)
}

pub(super) fn report<'a>(
    found: &'a [Diagnostic],
    prints: &'a [Fingerprint],
    totals: Totals,
) -> Report<'a> {
    let findings = found
        .iter()
        .zip(prints)
        .map(|(diagnostic, fingerprint)| Finding { diagnostic, fingerprint })
        .collect();
    Report::new(findings, &text_of, totals)
}

pub(super) fn print(format: Format) -> String {
    print_with(format, &findings(), totals(), Look::PLAIN)
}

/// `count` findings of one rule in one file.
pub(super) fn many(rule: &'static Rule, count: usize) -> Vec<Diagnostic> {
    let path = FilePath::from("agents.kdl");
    (0..count)
        .map(|index| Diagnostic::new(rule, &path, Span::new(0, 5), format!("finding {index}")))
        .collect()
}

#[test]
fn the_summary_counts_what_was_checked_and_found() {
    let summary = |found: &[Diagnostic], totals| {
        report(found, &fingerprints(found, &text_of), totals).summary()
    };
    let found = findings();
    assert_eq!(
        summary(&found, totals()),
        "checked 3 agents in 2 environments, 4 files: 2 errors, 1 warning, 1 info"
    );
    let clean = Totals { files: 1, agents: 1, known: 2, silenced: 1, ..Totals::default() };
    assert_eq!(summary(&[], clean), "checked 1 agent, 1 file: nothing found (2 known, 1 silenced)");
    let many = Totals { files: 1234, unlisted: 9000, ..totals() };
    assert_eq!(
        summary(&found, many),
        "checked 3 agents in 2 environments, 1,234 files: 9,002 errors, 1 warning, 1 info"
    );
}

#[test]
fn numbers_have_separators_and_nouns_a_plural() {
    let words = [0, 1, 12, 123, 1234, 1_234_567].map(|count| counted(count, "file"));
    assert_eq!(
        words.join("; "),
        "0 files; 1 file; 12 files; 123 files; 1,234 files; 1,234,567 files"
    );
}

#[test]
fn no_form_prints_an_invisible_character() {
    for format in
        [Format::Human, Format::Json, Format::Sarif, Format::Github, Format::Gitlab, Format::Junit]
    {
        let text = print(format);
        let raw = |character: char| {
            !matches!(character, '\n') && crate::output::visible::is_invisible(character)
        };
        assert!(!text.chars().any(raw), "{format:?}: {text}");
        assert!(text.contains("U+202E"), "{format:?}");
    }
}

#[test]
fn paths_of_the_workspace_get_the_prefix_and_std_modules_do_not() {
    let found = findings();
    let prints = fingerprints(&found, &text_of);
    let report = report(&found, &prints, totals()).under("sub/");
    assert_eq!(report.shown_path(&FilePath::from("agents.kdl")), "sub/agents.kdl");
    assert_eq!(report.shown_path(&FilePath::from("std/server/git@1")), "std/server/git@1");
    assert!(Format::Github.print(&report, Look::PLAIN).contains("file=sub/context/a b.kdl,"));
}
