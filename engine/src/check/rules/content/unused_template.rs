//! `unused-template`: `{{ name }}` in a text that is not a template.

use bailiwick_schema::diagnostic::{Applicability, Diagnostic};
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::span::Span;
use bailiwick_schema::vocabulary::{self, Kind};

use crate::check::{Check, Report, Run, Scope, Text};

/// The check.
pub static CHECK: Check =
    Check { rule: &RULE, run: Run::Scoped(&[&vocabulary::INSTRUCTIONS], find) };

static RULE: Rule = Rule {
    code: "BW8212",
    name: "unused-template",
    severity: Severity::Warning,
    summary: "a param in braces in a text that is not a template",
    why: "Params are put in only where `template=#true` says so, because many instructions speak about braces. Here the braces hold \
          the name of a declared param, and the agent would read them as they stand.",
    bad: r#"
param "limit" type="integer" default=50
agent "clerk" {
    instructions "Refund up to {{ limit }} EUR."
}
"#,
    good: r#"
param "limit" type="integer" default=50
agent "clerk" {
    instructions "Refund up to {{ limit }} EUR." template=#true
}
"#,
    references: &["TX011"],
};

fn find(scope: &Scope<'_>, item: Item<'_>, report: &mut Report) {
    // A misspelt `template` is a finding already.
    if item.is_set("template") || item.is_damaged() || scope.fleet.names().count(Kind::Param) == 0 {
        return;
    }
    let file = item.property_text("file").and_then(|path| scope.asset(path));
    if file.is_some_and(|file| file.content.as_ref().is_ok_and(|content| !content.has_braces)) {
        return;
    }
    let Some(text) = Text::instructions(scope, item) else { return };
    for at in memchr::memmem::find_iter(text.text.as_bytes(), b"{{") {
        let inside = text.text.get(at + 2..).and_then(|rest| rest.split("}}").next());
        let name = inside.unwrap_or_default().trim();
        if name.len() > 256 || scope.fleet.find(Kind::Param, name).is_none() {
            continue;
        }
        let message = format!("`{{{{ {name} }}}}` is a param, but the text is not a template");
        let last = item.properties().last().map(|property| property.span);
        let end = last.or(item.arguments().last().map(|argument| argument.span));
        let found = Diagnostic::new(&RULE, item.path(), item.name_span(), message)
            .help("write `template=#true` after it, or take the braces away");
        report.push(match (end, item.property("template")) {
            (Some(end), None) => found.fix(
                Applicability::Unsafe,
                "write `template=#true`",
                Span::at(end.end),
                " template=#true",
            ),
            _ => found,
        });
        return;
    }
}
