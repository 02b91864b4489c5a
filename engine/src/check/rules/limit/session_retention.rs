//! `session-retention`: a memory of one session that is meant to outlive it.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::{Check, Report, Run};

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Item(&[&vocabulary::MEMORY], find) };

static RULE: Rule = Rule {
    code: "BW6109",
    name: "session-retention",
    severity: Severity::Warning,
    summary: "a memory of scope `session` that is kept for days",
    why: "A session is one run, and what it remembers ends with it. Days of retention say that later runs are to have it, which is \
          the scope `agent`, or that it stays on record where nobody expects it.",
    bad: r#"
memory "scratchpad" {
    scope "session"
    retain "30d"
}
"#,
    good: r#"
memory "scratchpad" {
    scope "session"
}
"#,
    references: &["RL010", "OWASP ASI06"],
};

const DAY: u64 = 86_400_000;

fn find(item: Item<'_>, report: &mut Report) {
    let Some(scope) =
        item.child(&vocabulary::SCOPE).filter(|scope| scope.text() == Some("session"))
    else {
        return;
    };
    let Some(retain) = item.child(&vocabulary::RETAIN) else { return };
    let Some(time) = retain.duration().filter(|time| time.milliseconds() > DAY) else { return };
    report.push(
        Diagnostic::new(
            &RULE,
            retain.path(),
            retain.key_span(),
            format!("a session does not last `{time}`"),
        )
        .related(scope.path(), scope.key_span(), "the memory of one run")
        .help("take `retain` away, or write `scope \"agent\"`"),
    );
}
