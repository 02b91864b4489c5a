//! `retired-model`: a model that its maker has turned off.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::model_name::{ModelName, retirement};
use crate::check::{Check, Report, Run};

/// The check.
pub static CHECK: Check =
    Check { rule: &RULE, run: Run::Item(&[&vocabulary::MODEL, &vocabulary::FALLBACK], find) };

static RULE: Rule = Rule {
    code: "BW6202",
    name: "retired-model",
    severity: Severity::Warning,
    summary: "a model that its maker has turned off",
    why: "Requests to it fail, so the agent does not answer or falls back each time. The dates are the makers' own, as they stood \
          when this release was made; another cloud that still serves the model is another provider.",
    bad: r#"
agent "clerk" {
    model "anthropic/claude-3-opus-20240229"
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
        let Some(retirement) = found.filter(|retirement| retirement.is_past) else { continue };
        let message = format!("the model `{text}` was turned off on {}", retirement.date);
        report.push(
            Diagnostic::new(&RULE, item.path(), span, message)
                .help("name a model that is served, and run the evaluations on it"),
        );
    }
}
