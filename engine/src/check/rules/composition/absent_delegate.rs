//! `absent-delegate`: a delegation to an agent that does not live in the environment.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary::{self, Kind};

use crate::check::{Check, Report, Run, Scope};
use crate::compose::Effective;

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Effective(find) };

static RULE: Rule = Rule {
    code: "BW3024",
    name: "absent-delegate",
    severity: Severity::Warning,
    summary: "a delegation to an agent that does not live in the environment",
    why: "The lifecycle says which stages live where. An agent that is promoted ahead of those it hands work to has nobody to hand it to: \
          the delegation fails there, and only there.",
    bad: r#"
use "std/lifecycle/standard@1"
environment "dev" {
    tracks
}
environment "staging" {
    tracks
}
agent "clerk" {
    stage "review"
    delegate "summarizer"
}
agent "summarizer" {
    stage "draft"
}
"#,
    good: r#"
use "std/lifecycle/standard@1"
environment "dev" {
    tracks
}
environment "staging" {
    tracks
}
agent "clerk" {
    stage "review"
    delegate "summarizer"
}
agent "summarizer" {
    stage "review"
}
"#,
    references: &["ID010", "OWASP ASI08"],
};

fn find<'w>(scope: &Scope<'w>, effective: &Effective<'w>, report: &mut Report) {
    let Some(environment) = effective.environment else { return };
    if scope.fleet.names().count(Kind::Stage) == 0 {
        return;
    }
    for field in effective.fields_of(&vocabulary::DELEGATE) {
        let Some(name) = field.key() else { continue };
        let delegate = scope.fleet.find(Kind::Agent, name).or_else(|| scope.instance(name));
        let Some(delegate) = delegate.filter(|delegate| !scope.lives_in(*delegate, environment))
        else {
            continue;
        };
        // One that lives nowhere is a finding of its own.
        if !scope.environments.iter().any(|other| scope.lives_in(delegate, *other)) {
            continue;
        }
        let (from, place) =
            (effective.agent.text().unwrap_or_default(), environment.text().unwrap_or_default());
        let stage = scope.stage_of(delegate, environment).unwrap_or_default();
        report.push(
            Diagnostic::new(
                &RULE,
                field.item.path(),
                field.item.key_span(),
                format!("in `{place}`, `{from}` delegates to `{name}`, which does not live there"),
            )
            .related(delegate.path(), delegate.key_span(), format!("in the stage `{stage}` there"))
            .help(format!(
                "move `{name}` on, or `(remove)delegate \"{name}\"` in `in \"{place}\"`"
            )),
        );
    }
}
