//! `timeout-over-wall-clock`: one call may last longer than the whole run.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::{Check, Report, Run, Scope};
use crate::compose::Effective;

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Effective(find) };

static RULE: Rule = Rule {
    code: "BW6107",
    name: "timeout-over-wall-clock",
    severity: Severity::Warning,
    summary: "a call that may last longer than the whole run",
    why: "The run is over before the call can time out, so the `timeout` never holds and no retry ever follows it. The two often come \
          from two layers.",
    bad: r#"
agent "clerk" {
    limits {
        wall-clock "1m"
    }
    failure {
        timeout "5m"
    }
}
"#,
    good: r#"
agent "clerk" {
    limits {
        wall-clock "10m"
    }
    failure {
        timeout "30s"
    }
}
"#,
    references: &["RL006", "OWASP ASI08"],
};

fn find(_: &Scope<'_>, effective: &Effective<'_>, report: &mut Report) {
    let child = |block, spec| {
        let field = effective.field(block)?.child(spec)?;
        Some((field.item, field.item.duration()?))
    };
    let Some((wall, whole)) = child(&vocabulary::LIMITS, &vocabulary::WALL_CLOCK) else { return };
    let Some((timeout, call)) = child(&vocabulary::FAILURE, &vocabulary::TIMEOUT) else { return };
    if call <= whole {
        return;
    }
    report.push(
        Diagnostic::new(
            &RULE,
            timeout.path(),
            timeout.key_span(),
            format!("a call may last `{call}`, and the whole run `{whole}`"),
        )
        .related(wall.path(), wall.key_span(), "the longest run")
        .help("lower `timeout`, or raise `wall-clock`"),
    );
}
