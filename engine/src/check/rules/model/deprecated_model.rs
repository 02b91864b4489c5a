//! `deprecated-model`: a model that will be turned off on a known day.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::model_name::{AS_OF, ModelName, retirement};
use crate::check::{Check, Report, Run};

/// The check.
pub static CHECK: Check =
    Check { rule: &RULE, run: Run::Item(&[&vocabulary::MODEL, &vocabulary::FALLBACK], find) };

static RULE: Rule = Rule {
    code: "BW6203",
    name: "deprecated-model",
    severity: Severity::Info,
    summary: "a model that its maker turns off on a known day",
    why: "A change of model wants an evaluation and a promotion, and both want time. The dates are the makers' own, as they stood \
          when this release was made.",
    bad: r#"
agent "clerk" {
    model "openai/gpt-5-2025-08-07"
}
"#,
    good: r#"
agent "clerk" {
    model "anthropic/claude-sonnet-4-5-20250929"
}
"#,
    references: &["SC012", "OWASP ASI08", "CWE-1104"],
};

fn find(item: Item<'_>, report: &mut Report) {
    for (text, span) in item.texts() {
        let found = ModelName::parse(text).and_then(retirement);
        let Some(retirement) = found.filter(|retirement| !retirement.is_past) else { continue };
        let message = format!("the model `{text}` is turned off on {}", retirement.date);
        report.push(Diagnostic::new(&RULE, item.path(), span, message).help(format!(
            "evaluate its successor before that day; the date is the maker's, read on {AS_OF}"
        )));
    }
}
