//! `retry-without-timeout`: retries of calls that may hang.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::{Check, Report, Run, Scope};
use crate::compose::Effective;

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Effective(find) };

static RULE: Rule = Rule {
    code: "BW6106",
    name: "retry-without-timeout",
    severity: Severity::Info,
    summary: "retries of calls that have no `timeout`",
    why: "A call that hangs never fails, so it is never tried again, and the run waits until its own end. A `timeout` makes a failure of \
          it that the retry can mend.",
    bad: r#"
agent "clerk" {
    failure {
        retry 3 backoff="2s"
    }
}
"#,
    good: r#"
agent "clerk" {
    failure {
        retry 3 backoff="2s"
        timeout "30s"
    }
}
"#,
    references: &["RL006", "OWASP ASI08", "CWE-400"],
};

fn find(_: &Scope<'_>, effective: &Effective<'_>, report: &mut Report) {
    let Some(failure) = effective.field(&vocabulary::FAILURE) else { return };
    let Some(retry) = failure.child(&vocabulary::RETRY).map(|field| field.item) else { return };
    if failure.child(&vocabulary::TIMEOUT).is_some()
        || retry.integer().is_none_or(|times| times == 0)
    {
        return;
    }
    report.push(
        Diagnostic::new(
            &RULE,
            retry.path(),
            retry.key_span(),
            "a call that hangs is never tried again",
        )
        .help("add a `timeout` beside it"),
    );
}
