//! `mixed-currencies`: limits of one agent in several currencies.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::{Check, Report, Run, Scope};
use crate::compose::Effective;

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Effective(find) };

static RULE: Rule = Rule {
    code: "BW6103",
    name: "mixed-currencies",
    severity: Severity::Warning,
    summary: "limits of one agent in two currencies",
    why: "Amounts of two currencies cannot be compared without a rate, so nobody can tell whether a run fits a day, and a runtime that \
          counts in one of them ignores the other. The two often come from two layers.",
    bad: r#"
agent "clerk" {
    limits {
        cost-per-run "2.00 EUR"
        cost-per-day "50 USD"
    }
}
"#,
    good: r#"
agent "clerk" {
    limits {
        cost-per-run "2.00 USD"
        cost-per-day "50 USD"
    }
}
"#,
    references: &["RL004"],
};

fn find(_: &Scope<'_>, effective: &Effective<'_>, report: &mut Report) {
    let Some(limits) = effective.field(&vocabulary::LIMITS) else { return };
    let limit = |spec| {
        limits.child(spec).and_then(|field| Some((field.item, field.item.money()?.currency)))
    };
    let (Some((run, one)), Some((day, other))) =
        (limit(&vocabulary::COST_PER_RUN), limit(&vocabulary::COST_PER_DAY))
    else {
        return;
    };
    if one == other {
        return;
    }
    let message = format!("a run is limited in {}, a day in {}", one.code(), other.code());
    report.push(
        Diagnostic::new(&RULE, run.path(), run.key_span(), message)
            .related(day.path(), day.key_span(), "the limit of a day")
            .help("write both in the currency that the models are billed in"),
    );
}
