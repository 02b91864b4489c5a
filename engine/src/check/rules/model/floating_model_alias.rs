//! `floating-model-alias`: a model by a name that moves.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::model_name::ModelName;
use crate::check::{Check, Report, Run};

/// The check.
pub static CHECK: Check =
    Check { rule: &RULE, run: Run::Item(&[&vocabulary::MODEL, &vocabulary::FALLBACK], find) };

static RULE: Rule = Rule {
    code: "BW6201",
    name: "floating-model-alias",
    severity: Severity::Warning,
    summary: "a model by a name that its maker moves",
    why: "When an alias moves, the agent changes without a change in its declaration: no digest differs, no evaluation is run, \
          nothing can be rolled back. Name the version. What that is depends on the maker: a date for Anthropic up to 4.5 and for \
          OpenAI, a version for Anthropic from 4.6 on and for Google from 2.0 on, `-YYMM` for Mistral, `-v1:0` on Bedrock, a digest \
          for a model on your own machine. Names of providers that are not known are left alone, unless they say `latest`.",
    bad: r#"
agent "clerk" {
    model "anthropic/claude-sonnet-4-5"
}
"#,
    good: r#"
agent "clerk" {
    model "anthropic/claude-sonnet-4-5-20250929"
}
"#,
    references: &["SC011", "OWASP ASI04", "OWASP LLM03", "CWE-1357"],
};

fn find(item: Item<'_>, report: &mut Report) {
    for (text, span) in item.texts() {
        let Some(why) = ModelName::parse(text).and_then(ModelName::floats) else { continue };
        report.push(
            Diagnostic::new(&RULE, item.path(), span, format!("the model `{text}` {why}"))
                .help("name the version that was evaluated"),
        );
    }
}
