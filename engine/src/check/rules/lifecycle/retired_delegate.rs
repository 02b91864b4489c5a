//! `retired-delegate`: a delegation to an agent that lives nowhere any more.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary::{self, Kind};

use crate::check::{Check, Report, Run, Scope};
use crate::compose::Effective;

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Effective(find) };

static RULE: Rule = Rule {
    code: "BW6007",
    name: "retired-delegate",
    severity: Severity::Warning,
    summary: "a delegation to an agent that lives in no environment",
    why: "A retired agent stays on record, but there is nobody to take the work: the delegation always fails. Name its successor.",
    bad: r#"
use "std/lifecycle/standard@1"
environment "dev" {
    tracks
}
agent "clerk" {
    stage "active"
    delegate "summarizer"
}
agent "summarizer" {
    stage "retired"
}
"#,
    good: r#"
use "std/lifecycle/standard@1"
environment "dev" {
    tracks
}
agent "clerk" {
    stage "active"
    delegate "summarizer"
}
agent "summarizer" {
    stage "active"
}
"#,
    references: &["ID009", "OWASP ASI08"],
};

fn find(scope: &Scope<'_>, effective: &Effective<'_>, report: &mut Report) {
    if scope.environments.is_empty() || scope.fleet.names().count(Kind::Stage) == 0 {
        return;
    }
    for field in effective.fields_of(&vocabulary::DELEGATE) {
        let Some(name) = field.key() else { continue };
        let delegate = scope.fleet.find(Kind::Agent, name).or_else(|| scope.instance(name));
        let Some(delegate) = delegate else { continue };
        if scope.environments.iter().any(|environment| scope.lives_in(delegate, *environment)) {
            continue;
        }
        report.push(
            Diagnostic::new(
                &RULE,
                field.item.path(),
                field.item.key_span(),
                format!("the agent `{name}` lives in no environment"),
            )
            .related(delegate.path(), delegate.key_span(), "its stage keeps it out of all of them")
            .help("name its successor, or take the delegation away"),
        );
    }
}
