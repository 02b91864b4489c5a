//! `run-dearer-than-day`: one run may cost more than a whole day.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::{Check, Report, Run, Scope};
use crate::compose::Effective;

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Effective(find) };

static RULE: Rule = Rule {
    code: "BW6102",
    name: "run-dearer-than-day",
    severity: Severity::Warning,
    summary: "a run that may cost more than a whole day",
    why: "The smaller limit stops the run, so the larger one never holds: one of the two is not what was meant. They often come from \
          two layers, and the other one is shown.",
    bad: r#"
agent "clerk" {
    limits {
        cost-per-run "60 USD"
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
    references: &["RL004", "OWASP LLM10"],
};

fn find(_: &Scope<'_>, effective: &Effective<'_>, report: &mut Report) {
    let Some(limits) = effective.field(&vocabulary::LIMITS) else { return };
    let limit = |spec| limits.child(spec).and_then(|field| Some((field.item, field.item.money()?)));
    let (Some((run, run_cost)), Some((day, day_cost))) =
        (limit(&vocabulary::COST_PER_RUN), limit(&vocabulary::COST_PER_DAY))
    else {
        return;
    };
    if run_cost.currency != day_cost.currency || run_cost.amount <= day_cost.amount {
        return;
    }
    report.push(
        Diagnostic::new(
            &RULE,
            run.path(),
            run.key_span(),
            format!("a run may cost `{run_cost}`, more than the `{day_cost}` of a day"),
        )
        .related(day.path(), day.key_span(), "the limit of a day")
        .help("lower the one or raise the other"),
    );
}
