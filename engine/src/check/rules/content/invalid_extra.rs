//! `invalid-extra`: nodes of an extension that its JSON Schema does not allow.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::span::Span;
use bailiwick_schema::vocabulary::{self, Kind};

use crate::canonical;
use crate::check::{Check, Report, Run, Scope, json_schema};

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Scoped(&[&vocabulary::EXTRA], find) };

static RULE: Rule = Rule {
    code: "BW8241",
    name: "invalid-extra",
    severity: Severity::Error,
    summary: "nodes of an extension that its JSON Schema does not allow",
    why: "The extension's schema says what your own tools rely on. A node becomes a JSON property: one argument is its value, several \
          are an array, a block is an object, a repeated node is an array. An `extra` is judged as it stands, in each block that has one.",
    bad: r#"
extension "acme" schema="acme.schema.json"
agent "clerk" {
    instructions "Answer open tickets."
    extra "acme" {
        cost-centre "4711"
    }
}
-- acme.schema.json --
{ "type": "object", "properties": { "cost-centre": { "type": "integer" } } }
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
{ "type": "object", "properties": { "cost-centre": { "type": "integer" } } }
"#,
    references: &["CWE-20"],
};

/// How many findings of one block are shown.
const MOST: usize = 20;

fn find(scope: &Scope<'_>, item: Item<'_>, report: &mut Report) {
    if item.layering() == bailiwick_schema::document::Layering::Remove {
        return;
    }
    let extension = item.text().and_then(|name| scope.fleet.find(Kind::Extension, name));
    let Some(extension) = extension else { return };
    let schema = extension.property_text("schema").and_then(|path| scope.asset(path));
    let Some(content) = schema.and_then(|asset| asset.content.as_ref().ok()) else { return };
    let compiled = json_schema::compiled(content);
    let Ok(validator) = compiled.as_ref() else { return };
    let Ok(value) = serde_json::from_str::<serde_json::Value>(&canonical::extra(item)) else {
        return;
    };
    if validator.is_valid(&value) {
        return;
    }
    for error in validator.iter_errors(&value).take(MOST) {
        let pointer = error.instance_path().as_str();
        let span = place(item, pointer);
        let at = if pointer.is_empty() { String::new() } else { format!(" at `{pointer}`") };
        let problem = error.to_string().replace('\n', " ");
        let message = format!(
            "the schema of `{}` refuses this{at}: {problem}",
            extension.text().unwrap_or_default()
        );
        let found = Diagnostic::new(&RULE, item.path(), span, message)
            .related(extension.path(), extension.key_span(), "the extension is declared here")
            .help("write what the schema allows, or change the schema");
        report.push(found);
    }
}

/// The node or the value that a JSON pointer leads to; the nearest one around it where there is none.
fn place(item: Item<'_>, pointer: &str) -> Span {
    let mut steps = pointer
        .split('/')
        .skip(1)
        .map(|step| step.replace("~1", "/").replace("~0", "~"))
        .peekable();
    let mut here = item;
    let mut span = item.key_span();
    while let Some(step) = steps.next() {
        if let Some(property) =
            here.properties().iter().find(|property| here.key_of(property) == step)
        {
            return property.value_span;
        }
        let mut same = here.children().filter(|child| child.text() == Some(step.as_str()));
        let repeated = same.clone().count() > 1;
        let index = steps.peek().and_then(|step| step.parse::<usize>().ok()).filter(|_| repeated);
        let Some(child) = same.nth(index.unwrap_or_default()) else {
            // An index of an array of arguments; the first argument is the node's name.
            let index = step.parse::<usize>().ok();
            let argument = index.and_then(|index| here.arguments().get(index + 1));
            return argument.map_or(span, |argument| argument.span);
        };
        if index.is_some() {
            steps.next();
        }
        here = child;
        span = match child.arguments() {
            [_, value] if child.children().next().is_none() => value.span,
            _ => child.name_span(),
        };
    }
    span
}
