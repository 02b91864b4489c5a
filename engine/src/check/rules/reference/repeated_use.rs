//! `repeated-use`: a module that one file uses twice.

use bailiwick_schema::diagnostic::{Applicability, Diagnostic};
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::{Check, Report, Run};

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Item(&[&vocabulary::USE], find) };

static RULE: Rule = Rule {
    code: "BW3007",
    name: "repeated-use",
    severity: Severity::Warning,
    summary: "a file that uses one module twice",
    why: "A module is taken in once, so the second line does nothing; often another module was meant. Two files may well use the same \
          one, each for what it needs.",
    bad: r#"
use "std/label/standard@1"
use "std/label/standard@1"
"#,
    good: r#"
use "std/label/standard@1"
"#,
    references: &["CWE-1164"],
};

fn find(item: Item<'_>, report: &mut Report) {
    let Some(name) = item.text() else { return };
    let same = |other: &Item<'_>| {
        let text = other.text().unwrap_or_default();
        other.spec() == &vocabulary::USE && text.trim_end_matches('/') == name.trim_end_matches('/')
    };
    let Some(first) = item.document().roots().find(same).filter(|first| *first != item) else {
        return;
    };
    report.push(
        Diagnostic::new(
            &RULE,
            item.path(),
            item.key_span(),
            format!("this file uses `{name}` twice"),
        )
        .related(first.path(), first.key_span(), "first here")
        .help("take it away, or name the module that was meant")
        .fix(Applicability::Safe, "take the second `use` away", item.span(), ""),
    );
}
