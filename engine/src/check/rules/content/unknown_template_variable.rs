//! `unknown-template-variable`: a template that uses what is no param.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary::{self, Kind};

use crate::check::{Check, Report, Run, Scope, Text};
use crate::render::template;

/// The check.
pub static CHECK: Check =
    Check { rule: &RULE, run: Run::Scoped(&[&vocabulary::INSTRUCTIONS], find) };

static RULE: Rule = Rule {
    code: "BW8211",
    name: "unknown-template-variable",
    severity: Severity::Error,
    summary: "a template that uses a name that is not a param",
    why: "Nothing but declared params reaches a template, so that it can leak nothing and means the same everywhere. A name that is \
          none of them makes the whole template fail. Declare it with `param`, or mend the name.",
    bad: r#"
param "limit" type="integer" default=50
agent "clerk" {
    instructions "Refund up to {{ limits }} EUR." template=#true
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
    if !item.is_set("template") {
        return;
    }
    let Some(text) = Text::instructions(scope, item) else { return };
    for name in scope.remembered.variables(text.text).lines() {
        if scope.fleet.find(Kind::Param, name).is_some() {
            continue;
        }
        let (start, end) = template::place_of(text.text, name).unwrap_or_default();
        let span = text.span(start, end);
        let found = Diagnostic::new(&RULE, text.path, span, format!("no param is called `{name}`"));
        // In a template `-` takes one value from another.
        let near = scope.nearest(Kind::Param, name).filter(|near| !near.contains('-'));
        report.push(match near {
            Some(near) if text.is_editable() => found.suggest(near, near),
            Some(near) => found.did_you_mean(near),
            None => found.help(format!("declare `param \"{name}\" type=\"string\"`")),
        });
    }
}
