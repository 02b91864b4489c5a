//! `broken-target`: a target that cannot be rendered as it is declared.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::{Check, Report, Run, Scope};
use crate::render::Targets;

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Scoped(&[&vocabulary::TARGET], find) };

static RULE: Rule = Rule {
    code: "BW7003",
    name: "broken-target",
    severity: Severity::Error,
    summary: "a target that cannot be rendered as it is declared",
    why: "A template that cannot be read, a name that no template sees, a schema that cannot judge, or a dialect that there is not: the \
          rendering would fail for every agent, or be written without the proof that a dialect gives. A name of a target that the tool \
          brings along is taken.",
    bad: r#"
target "runbook" {
    output "{{ agent.file }}.md" template="runbook.md"
}
-- runbook.md --
# {{ agnet.name }}
"#,
    good: r#"
target "runbook" {
    output "{{ agent.file }}.md" template="runbook.md"
}
-- runbook.md --
# {{ agent.name }}
"#,
    references: &["CWE-1164"],
};

fn find(scope: &Scope<'_>, item: Item<'_>, report: &mut Report) {
    let targets = Targets::new(scope.fleet, scope.assets);
    let name = item.text().unwrap_or_default();
    if targets.all().any(|known| known.is_standard() && known.name() == name) {
        let message = format!("`{name}` is a target that the tool brings along");
        report.at(&RULE, item, message, "give the target another name");
    }
    let Some(known) = targets.all().find(|known| known.item == item) else { return };
    // That a file is missing is a finding of its own.
    for flaw in targets.read(known).1.into_iter().filter(|flaw| !flaw.is_missing) {
        let found = Diagnostic::new(&RULE, item.path(), flaw.span, flaw.message);
        report.push(match flaw.instead {
            Some(near) => found.suggest(&near, format!("\"{near}\"")),
            None => found.help(flaw.help),
        });
    }
}
