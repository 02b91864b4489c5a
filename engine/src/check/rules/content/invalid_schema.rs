//! `invalid-schema`: a file that is named as a JSON Schema and is not one.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::{Check, Report, Run, Scope, json_schema};

/// The check.
pub static CHECK: Check =
    Check { rule: &RULE, run: Run::Scoped(&[&vocabulary::EXTENSION, &vocabulary::INPUT], find) };

static RULE: Rule = Rule {
    code: "BW8240",
    name: "invalid-schema",
    severity: Severity::Error,
    summary: "a file that is named as a JSON Schema and is not one",
    why: "With it nothing is checked: the nodes of the extension or the arguments of the tool may be anything. A schema stands in one \
          file of the workspace; references to other addresses are not followed, because checking opens no connection.",
    bad: r#"
extension "acme" schema="acme.schema.json"
agent "clerk" {
    instructions "Answer open tickets."
    extra "acme" {
        cost-centre 4711
    }
}
-- acme.schema.json --
{ "type": "objct" }
"#,
    good: r#"
extension "acme" schema="acme.schema.json"
agent "clerk" {
    instructions "Answer open tickets."
    extra "acme" {
        cost-centre 4711
    }
}
-- acme.schema.json --
{ "type": "object" }
"#,
    references: &["CWE-1286"],
};

fn find(scope: &Scope<'_>, item: Item<'_>, report: &mut Report) {
    let key = if item.spec() == &vocabulary::EXTENSION { "schema" } else { "file" };
    let (Some(property), Some(path)) = (item.property(key), item.property_text(key)) else {
        return;
    };
    let Some(content) = scope.asset(path).and_then(|asset| asset.content.as_ref().ok()) else {
        return;
    };
    if content.is_pointer {
        return;
    }
    if let Err(problem) = json_schema::compiled(content).as_ref() {
        let message = format!("`{path}` cannot be used: {problem}").replace('\n', " ");
        let help = "mend the schema; it has to stand in this one file";
        report.push(Diagnostic::new(&RULE, item.path(), property.value_span, message).help(help));
    }
}
