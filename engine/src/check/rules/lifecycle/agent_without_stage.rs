//! `agent-without-stage`: an agent outside the lifecycle.

use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary::Kind;

use crate::check::{Check, Report, Run, Scope};
use crate::compose::Effective;

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Effective(find) };

static RULE: Rule = Rule {
    code: "BW6006",
    name: "agent-without-stage",
    severity: Severity::Warning,
    summary: "an agent without a stage in a workspace that has a lifecycle",
    why: "The lifecycle keeps drafts out of production and takes retired agents out of everywhere. An agent without a stage is outside of \
          it: it lives in every environment from its first line on.",
    bad: r#"
use "std/lifecycle/standard@1"
agent "clerk"
"#,
    good: r#"
use "std/lifecycle/standard@1"
agent "clerk" {
    stage "draft"
}
"#,
    references: &["LC001", "ID007", "OWASP ASI10"],
};

fn find(scope: &Scope<'_>, effective: &Effective<'_>, report: &mut Report) {
    if effective.stage().is_some() || scope.fleet.names().count(Kind::Lifecycle) == 0 {
        return;
    }
    let name = effective.agent.text().unwrap_or_default();
    report.at(
        &RULE,
        effective.agent,
        format!("the agent `{name}` has no stage"),
        "add `stage \"…\"`, here, in a base or in the environment's `defaults`",
    );
}
