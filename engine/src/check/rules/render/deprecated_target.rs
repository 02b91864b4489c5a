//! `deprecated-target`: a rendering for a target that another one stands for.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::{Check, Report, Run, Scope};
use crate::render::Targets;

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Scoped(&[&vocabulary::RENDER], find) };

static RULE: Rule = Rule {
    code: "BW7004",
    name: "deprecated-target",
    severity: Severity::Warning,
    summary: "a rendering for a target that has a successor",
    why: "The runtime that the target was made for reads another form by now, or reads this one otherwise. The successor is the form that \
          is kept up.",
    bad: r#"
target "runbook" {
    successor "agents-md@1"
    output "{{ agent.file }}.md" template="runbook.md"
}
environment "prod" {
    tracks
    render "runbook" to="deploy/prod"
}
-- runbook.md --
# {{ agent.name }}
"#,
    good: r#"
environment "prod" {
    tracks
    render "agents-md@1" to="deploy/prod"
}
"#,
    references: &["CWE-1104"],
};

fn find(scope: &Scope<'_>, item: Item<'_>, report: &mut Report) {
    let targets = Targets::new(scope.fleet, scope.assets);
    let Some(known) = item.text().and_then(|id| targets.find(id)) else { return };
    let Some(successor) = known.successor() else { return };
    let message = format!("`{}` is deprecated", known.id());
    report.push(
        Diagnostic::new(&RULE, item.path(), item.key_span(), message)
            .suggest(successor, format!("\"{successor}\"")),
    );
}
