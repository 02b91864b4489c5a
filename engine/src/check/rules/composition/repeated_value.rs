//! `repeated-value`: a list that names one thing twice.

use bailiwick_schema::diagnostic::{Applicability, Diagnostic};
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::span::Span;
use bailiwick_schema::vocabulary;
use rustc_hash::FxHashMap;

use crate::check::{Check, Report, Run};

/// The check.
pub static CHECK: Check = Check {
    rule: &RULE,
    run: Run::Item(
        &[
            &vocabulary::IN,
            &vocabulary::SERVER_IN,
            &vocabulary::SECRET_IN,
            &vocabulary::EXTENDS,
            &vocabulary::TAG,
            &vocabulary::ONLY,
            &vocabulary::USED_LABEL,
            &vocabulary::HOLDS,
            &vocabulary::EXCEPT,
            &vocabulary::TO,
            &vocabulary::ENVIRONMENTS,
            &vocabulary::EMAIL,
            &vocabulary::KEY,
            &vocabulary::ROLE,
            &vocabulary::METRIC,
            &vocabulary::INCLUDE,
            &vocabulary::EXCLUDE,
            &vocabulary::FOR,
            &vocabulary::SCENARIO_IN,
        ],
        find,
    ),
};

static RULE: Rule = Rule {
    code: "BW3021",
    name: "repeated-value",
    severity: Severity::Warning,
    summary: "a list that names one thing twice",
    why: "The second naming does nothing: a base is laid once, a set holds a value once. It is a slip, and often the other name was \
          meant: `in \"staging\" \"staging\"` leaves production without the overlay.",
    bad: r#"
environment "prod" {
    tracks
}
agent "clerk" {
    in "prod" "prod" {
        limits {
            steps 40
        }
    }
}
"#,
    good: r#"
environment "prod" {
    tracks
}
agent "clerk" {
    in "prod" {
        limits {
            steps 40
        }
    }
}
"#,
    references: &["CWE-1164"],
};

fn find(item: Item<'_>, report: &mut Report) {
    if item.arguments().len() < 2 {
        return;
    }
    let mut end = item.name_span().end;
    let mut seen: FxHashMap<&str, Span> = FxHashMap::default();
    for (text, span) in item.texts() {
        if let Some(first) = seen.insert(text, span) {
            seen.insert(text, first);
            report.push(
                Diagnostic::new(&RULE, item.path(), span, format!("`{text}` stands here twice"))
                    .related(item.path(), first, "first here")
                    .help("take it away, or write the name that was meant")
                    .fix(
                        Applicability::Safe,
                        format!("take the second `{text}` away"),
                        Span::new(end, span.end),
                        "",
                    ),
            );
        }
        end = span.end;
    }
}
