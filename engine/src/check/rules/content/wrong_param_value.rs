//! `wrong-param-value`: a value that is not of its param's type.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::{Item, Value};
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::span::Span;
use bailiwick_schema::vocabulary::{self, Kind};

use crate::check::{Check, Report, Run, Scope, param};

/// The check.
pub static CHECK: Check =
    Check { rule: &RULE, run: Run::Scoped(&[&vocabulary::PARAM, &vocabulary::SET], find) };

static RULE: Rule = Rule {
    code: "BW8214",
    name: "wrong-param-value",
    severity: Severity::Error,
    summary: "a value that is not of its param's type",
    why: "Templates compare and print by type: `\"50\"` is larger than `\"100\"`, and `#false` is not `\"false\"`. A param says its type so \
          that a slip in one environment is found here and not in what an agent is told there.",
    bad: r#"
environment "dev" {
    tracks
    set "limit" "fifty"
}
param "limit" type="integer" default=50
agent "clerk" {
    instructions "Refund up to {{ limit }} EUR." template=#true
}
"#,
    good: r#"
environment "dev" {
    tracks
    set "limit" 5
}
param "limit" type="integer" default=50
agent "clerk" {
    instructions "Refund up to {{ limit }} EUR." template=#true
}
"#,
    references: &["CWE-1287"],
};

fn find(scope: &Scope<'_>, item: Item<'_>, report: &mut Report) {
    if item.spec() == &vocabulary::PARAM {
        if let Some(default) = item.property("default") {
            one(item, item, &default.value, default.value_span, report);
        }
        return;
    }
    let declaration = item.text().and_then(|name| scope.fleet.find(Kind::Param, name));
    if let (Some(declaration), Some(value)) = (declaration, item.arguments().get(1)) {
        one(declaration, item, &value.value, value.span, report);
    }
}

fn one(declaration: Item<'_>, item: Item<'_>, value: &Value, span: Span, report: &mut Report) {
    let (Some(kind), Some(name)) = (param::type_of(declaration), declaration.text()) else {
        return;
    };
    if param::fits(kind, value) {
        return;
    }
    let written = span.text(item.document().text());
    let message = format!("`{name}` is of type `{kind}`, and {written} is not");
    let found = Diagnostic::new(&RULE, item.path(), span, message.replace('\n', " "));
    let found = match item == declaration {
        true => found,
        false => found.related(declaration.path(), declaration.key_span(), "declared here"),
    };
    report.push(found.help(format!("write a value of type `{kind}`, or change the type")));
}
