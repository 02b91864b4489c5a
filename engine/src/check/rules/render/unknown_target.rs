//! `unknown-target`: a target that there is not.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::{Check, Report, Run, Scope};
use crate::render::Targets;

/// The check.
pub static CHECK: Check =
    Check { rule: &RULE, run: Run::Scoped(&[&vocabulary::RENDER, &vocabulary::SUCCESSOR], find) };

static RULE: Rule = Rule {
    code: "BW7002",
    name: "unknown-target",
    severity: Severity::Error,
    summary: "a target, or a version of one, that there is not",
    why: "Nothing can be written for it. The tool brings targets along, and a workspace may declare its own with `target`; a version of one \
          that is not there is as unknown as a name.",
    bad: r#"
environment "prod" {
    tracks
    render "agent-md" to="deploy/prod"
}
"#,
    good: r#"
environment "prod" {
    tracks
    render "agents-md@1" to="deploy/prod"
}
"#,
    references: &["ID010"],
};

fn find(scope: &Scope<'_>, item: Item<'_>, report: &mut Report) {
    let Some(id) = item.text() else { return };
    let targets = Targets::new(scope.fleet, scope.assets);
    if targets.find(id).is_some() {
        return;
    }
    let message = format!("there is no target `{id}`");
    let found = Diagnostic::new(&RULE, item.path(), item.key_span(), message);
    report.push(match targets.nearest(id) {
        Some(near) => found.suggest(&near, format!("\"{near}\"")),
        None => {
            let all: Vec<String> = targets.all().map(|known| format!("`{}`", known.id())).collect();
            found.help(format!("there is {}", all.join(", ")))
        }
    });
}
