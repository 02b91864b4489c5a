//! `failing-template`: a template that can be read, and fails when it is put together.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::asset::{self, Row};
use crate::canonical;
use crate::check::{Check, Report, Run, Scope, Text};
use crate::compose::Effective;
use crate::render::template::Problem;

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Effective(find) };

static RULE: Rule = Rule {
    code: "BW8215",
    name: "failing-template",
    severity: Severity::Error,
    summary: "a template that fails when it is put together",
    why: "Instructions with `template=#true` are put together for every environment, and for every row of `instances`. Where that fails \
          the agent gets no instructions, however well the template reads: a filter or a function that there is none of, a part of a \
          value that has no parts, a division by zero. Templates have params, `{% if … %}`, `{% for … %}` and operators; there are no \
          filters, tests and functions.",
    bad: r#"
param "shop" type="string" default="Acme"
agent "clerk" {
    instructions "Answer for {{ shop | upper }}." template=#true
}
"#,
    good: r#"
param "shop" type="string" default="Acme"
agent "clerk" {
    instructions "Answer for {{ shop }}." template=#true
}
"#,
    references: &["TX011"],
};

/// How many rows of one agent are named.
const MOST: usize = 20;

fn find<'w>(scope: &Scope<'w>, effective: &Effective<'w>, report: &mut Report) {
    let mut templates = effective
        .fields_of(&vocabulary::INSTRUCTIONS)
        .map(|field| field.item)
        .filter(|item| item.is_set("template"))
        .filter_map(|item| Text::instructions(scope, item))
        .peekable();
    if templates.peek().is_none() {
        return;
    }
    let Some(instances) = effective.agent.child(&vocabulary::INSTANCES) else {
        for text in templates {
            if let Some(problem) = scope.template_problem(text.text, effective.environment) {
                report.push(finding(effective, &text, problem, ""));
            }
        }
        return;
    };
    let rows = rows(scope, instances).unwrap_or_default();
    for text in templates {
        of_rows(scope, effective, &text, &rows, report);
    }
}

fn rows(scope: &Scope<'_>, instances: Item<'_>) -> Option<Vec<Row>> {
    asset::rows(scope.asset(instances.property_text("file")?)?.text()?).ok()
}

/// Looks at a template with the values of each row, which win over those of the environment.
fn of_rows<'w>(
    scope: &Scope<'w>,
    effective: &Effective<'w>,
    text: &Text<'_>,
    rows: &[Row],
    report: &mut Report,
) {
    let shared = canonical::parameter_values(scope.fleet, effective.environment);
    let agent = effective.agent.text().unwrap_or_default();
    let mut shown = 0;
    for row in rows {
        let own = row.values.iter().map(|(name, value)| (name.as_str(), value.to_string()));
        let mut values: Vec<(&str, String)> = own.collect();
        let count = values.len();
        for (name, value) in &shared {
            if !values.iter().take(count).any(|(own, _)| own == name) {
                values.push((name, value.clone()));
            }
        }
        let Some(problem) = scope.problem_with(text.text, &values) else { continue };
        shown += 1;
        if shown > MOST {
            return;
        }
        report.push(finding(effective, text, problem, &format!(" for `{agent}/{}`", row.name)));
    }
}

/// What is found does not name the agent, so that one told by many is found once.
fn finding(
    effective: &Effective<'_>,
    text: &Text<'_>,
    (problem, range): Problem,
    instance: &str,
) -> Diagnostic {
    let place = effective.environment_name().map_or(String::new(), |name| format!("in `{name}`, "));
    let message = format!("{place}the template cannot be put together{instance}: {problem}");
    let range = range.unwrap_or(0..0);
    Diagnostic::new(&RULE, text.path, text.span(range.start, range.end), message).help(
        "use params, `{% if … %}`, `{% for … %}` and operators, and only what has a value here",
    )
}
