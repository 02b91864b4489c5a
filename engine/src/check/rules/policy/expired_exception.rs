//! `expired-exception`: an exception from a policy whose last day is over.

use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::{Check, Report, Run, Scope};

/// The check.
pub static CHECK: Check =
    Check { rule: &RULE, run: Run::Scoped(&[&vocabulary::EXCEPT_AGENT, &vocabulary::WAIVE], find) };

static RULE: Rule = Rule {
    code: "BW5005",
    name: "expired-exception",
    severity: Severity::Error,
    summary: "an exception from a policy whose last day is over",
    why: "It lets nothing stand any more: the violation is reported beside it. Mend what it excused, or have somebody who may do so set a later \
          day. The day that counts is today's (UTC), or that of `--at`.",
    bad: r#"
agent "importer" {
    permissions {
        allow write "data/**"
    }
}
policy "data-is-read" {
    forbid write "data/**"
}
waive "data-is-read" agent="importer" until="2025-06-30" because="migration, ticket 812"
"#,
    good: r#"
agent "importer" {
    permissions {
        allow write "data/**"
    }
}
policy "data-is-read" {
    forbid write "data/**"
}
waive "data-is-read" agent="importer" until="2026-06-30" because="migration, ticket 812"
"#,
    references: &["ID007", "CWE-672"],
};

fn find(scope: &Scope<'_>, item: Item<'_>, report: &mut Report) {
    let (Some(until), Some(today)) = (item.property_date("until"), scope.today()) else { return };
    let Some(property) = item.property("until").filter(|_| today > until) else { return };
    let what = if item.spec() == &vocabulary::WAIVE { "waiver" } else { "exception" };
    let message = format!("this {what} ended on `{until}`");
    let help = "mend what it let stand and take it away, or set a later day";
    report.place(&RULE, item.path(), property.value_span, message, help);
}
