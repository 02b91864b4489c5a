//! `instance-param`: a key of an instance that is not a param, or a value that is not of its type.

use std::cell::OnceCell;

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::suggest::question;
use bailiwick_schema::vocabulary::{self, Kind};

use crate::asset;
use crate::check::{Check, Report, Run, Scope, param};

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Scoped(&[&vocabulary::INSTANCES], find) };

static RULE: Rule = Rule {
    code: "BW8231",
    name: "instance-param",
    severity: Severity::Error,
    summary: "a key of an instance that is not a param, or a value that is not of its type",
    why: "Every key of a row except `name` is a declared param, whose value in that row wins over the environment's. A misspelt key \
          would leave the agent with the value of all others, and nobody would see it.",
    bad: r#"
param "shop" type="string" default="Acme"
agent "clerk" {
    instances file="tenants.json"
    instructions "Answer for {{ shop }}." template=#true
}
-- tenants.json --
[{ "name": "alpen", "shopp": "Alpenkontor" }]
"#,
    good: r#"
param "shop" type="string" default="Acme"
agent "clerk" {
    instances file="tenants.json"
    instructions "Answer for {{ shop }}." template=#true
}
-- tenants.json --
[{ "name": "alpen", "shop": "Alpenkontor" }]
"#,
    references: &["CWE-20"],
};

/// How many findings of one file are shown.
const MOST: usize = 20;

fn find(scope: &Scope<'_>, item: Item<'_>, report: &mut Report) {
    let (Some(property), Some(path)) = (item.property("file"), item.property_text("file")) else {
        return;
    };
    let text = scope.asset(path).and_then(|asset| asset.text()).unwrap_or_default();
    let rows = asset::rows(text).unwrap_or_default();
    let written = OnceCell::new();
    let mut shown = 0;
    for (at, row) in rows.iter().enumerate() {
        for (key, value) in &row.values {
            let problem = match scope.fleet.find(Kind::Param, key) {
                None => {
                    let near = scope.nearest(Kind::Param, key);
                    let help =
                        near.map_or_else(|| format!("declare `param \"{key}\" …`"), question);
                    Some((format!("no param is called `{key}`"), help))
                }
                Some(declaration) => param::type_of(declaration)
                    .filter(|kind| !param::fits_json(kind, value))
                    .map(|kind| {
                        let what = param::what(value);
                        (
                            format!("`{key}` is of type `{kind}`, and {what} is not"),
                            format!("write a value of type `{kind}`"),
                        )
                    }),
            };
            let Some((message, help)) = problem else { continue };
            shown += 1;
            if shown > MOST {
                return;
            }
            let place = written.get_or_init(|| asset::written(text)).row(at);
            let message = format!("{place} of `{path}`, `{}`: {message}", row.name);
            report
                .push(Diagnostic::new(&RULE, item.path(), property.value_span, message).help(help));
        }
    }
}
