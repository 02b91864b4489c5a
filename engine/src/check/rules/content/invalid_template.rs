//! `invalid-template`: instructions with `template=#true` that cannot be put together.

use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::{Check, Report, Run, Scope, Text};
use crate::render::template;

/// The check.
pub static CHECK: Check =
    Check { rule: &RULE, run: Run::Scoped(&[&vocabulary::INSTRUCTIONS], find) };

static RULE: Rule = Rule {
    code: "BW8210",
    name: "invalid-template",
    severity: Severity::Error,
    summary: "a template that cannot be read",
    why: "Instructions with `template=#true` are put together anew for every environment; where that fails the agent gets no \
          instructions. `{{ name }}` is a param, `{% if name %}` … `{% endif %}` a choice; a brace that is meant as a brace stands in \
          `{% raw %}` … `{% endraw %}`.",
    bad: r#"
param "limit" type="integer" default=50
agent "clerk" {
    instructions "Refund up to {{ limit EUR." template=#true
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
    // What uses a name was read.
    if scope.remembered.variables(text.text).is_empty()
        && let Some((problem, range)) = template::syntax_error(text.text)
    {
        let range = range.unwrap_or(0..0);
        let message = format!("the template cannot be read: {problem}");
        let help = "close what is opened, or take `template=#true` away";
        report.place(&RULE, text.path, text.span(range.start, range.end), message, help);
    }
}
