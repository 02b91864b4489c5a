//! `empty-block`: a block that says nothing.

use bailiwick_schema::diagnostic::{Applicability, Diagnostic};
use bailiwick_schema::document::{Item, Layering};
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::span::Span;
use bailiwick_schema::vocabulary;

use crate::check::{Check, Report, Run};

/// The check.
pub static CHECK: Check = Check {
    rule: &RULE,
    run: Run::Item(
        &[
            &vocabulary::IN,
            &vocabulary::DEFAULTS,
            &vocabulary::SERVER_IN,
            &vocabulary::SECRET_IN,
            &vocabulary::LIMITS,
            &vocabulary::FAILURE,
        ],
        find,
    ),
};

static RULE: Rule = Rule {
    code: "BW3020",
    name: "empty-block",
    severity: Severity::Warning,
    summary: "an `in`, `defaults`, `limits` or `failure` with nothing in it",
    why: "An overlay without content changes nothing, and a reader takes it for a decision: that production is looked after, or that \
          there are limits. Write what was meant, or take it away. `(replace)limits` without content does mean something: none.",
    bad: r#"
environment "prod" {
    tracks
}
agent "clerk" {
    in "prod"
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
    if item.layering() != Layering::Merge || item.children().next().is_some() || is_written(item) {
        return;
    }
    let name = item.spec().name;
    // An empty `in` of an agent is part of its release digest; empty `defaults` are part of nothing.
    let applicability = if item.spec() == &vocabulary::DEFAULTS {
        Applicability::Safe
    } else {
        Applicability::Unsafe
    };
    report.push(
        Diagnostic::new(
            &RULE,
            item.path(),
            item.name_span(),
            format!("this `{name}` says nothing"),
        )
        .help("write what was meant, or take it away")
        .fix(applicability, format!("take `{name}` away"), item.span(), ""),
    );
}

/// Whether anything stands in the block: a node that was refused, which is a finding of its own, or a comment.
fn is_written(item: Item<'_>) -> bool {
    let header = item.arguments().last().map_or(item.name_span(), |argument| argument.span);
    let block = Span::new(header.end, item.span().end).text(item.document().text());
    block.contains(|character: char| !character.is_whitespace() && !"{};".contains(character))
}
