//! `unset-param`: a param without a value where an agent's template uses it.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary::{self, Kind};

use crate::asset;
use crate::check::{Check, Report, Run, Scope, Text};
use crate::compose::{Effective, parameters};
use crate::render::template;

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Effective(find) };

static RULE: Rule = Rule {
    code: "BW8213",
    name: "unset-param",
    severity: Severity::Error,
    summary: "a param that has no value in an environment in which a template uses it",
    why: "A param without a `default` must be set in every environment, or by every row of the agent's `instances`. Without a value \
          the template fails, and the agent has no instructions there.",
    bad: r#"
environment "dev" {
    tracks
    set "limit" 50
}
environment "test" {
    tracks
}
param "limit" type="integer"
agent "clerk" {
    instructions "Refund up to {{ limit }} EUR." template=#true
}
"#,
    good: r#"
environment "dev" {
    tracks
    set "limit" 50
}
environment "test" {
    tracks
    set "limit" 5
}
param "limit" type="integer"
agent "clerk" {
    instructions "Refund up to {{ limit }} EUR." template=#true
}
"#,
    references: &["TX011"],
};

fn find(scope: &Scope<'_>, effective: &Effective<'_>, report: &mut Report) {
    let mut templates = effective
        .fields_of(&vocabulary::INSTRUCTIONS)
        .map(|field| field.item)
        .filter(|item| item.is_set("template"))
        .peekable();
    if templates.peek().is_none() || scope.fleet.names().count(Kind::Param) == 0 {
        return;
    }
    let unset: Vec<_> = parameters(scope.fleet, effective.environment)
        .into_iter()
        .filter(|parameter| parameter.value.is_none())
        .collect();
    if unset.is_empty() {
        return;
    }
    let rows = effective.agent.child(&vocabulary::INSTANCES).and_then(|instances| {
        asset::rows(scope.asset(instances.property_text("file")?)?.text()?).ok()
    });
    let is_in_rows = |name: &str| {
        let has = |row: &asset::Row| row.values.iter().any(|(key, _)| key == name);
        rows.as_ref().is_some_and(|rows| rows.iter().all(has))
    };
    for item in templates {
        let Some(text) = Text::instructions(scope, item) else { continue };
        for name in template::variables(text.text) {
            let Some(parameter) = unset.iter().find(|parameter| parameter.name == name) else {
                continue;
            };
            if is_in_rows(&name) {
                continue;
            }
            let agent = effective.agent.text().unwrap_or_default();
            let place =
                effective.environment_name().map_or(String::new(), |name| format!(" in `{name}`"));
            let message = format!("`{name}` has no value{place}, where `{agent}` needs it");
            let declaration = parameter.declaration;
            let found = Diagnostic::new(&RULE, item.path(), item.key_span(), message)
                .related(
                    declaration.path(),
                    declaration.key_span(),
                    "declared without a default here",
                )
                .help(format!(
                    "write `set \"{name}\" …` in the environment, or give the param a `default`"
                ));
            report.push(found);
        }
    }
}
