//! `unknown-provider`: a model of a provider that looks misspelt.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::suggest::nearest;
use bailiwick_schema::vocabulary;

use crate::check::model_name::{ModelName, PROVIDERS};
use crate::check::{Check, Report, Run};

/// The check.
pub static CHECK: Check =
    Check { rule: &RULE, run: Run::Item(&[&vocabulary::MODEL, &vocabulary::FALLBACK], find) };

static RULE: Rule = Rule {
    code: "BW6205",
    name: "unknown-provider",
    severity: Severity::Info,
    summary: "a model of a provider whose name is nearly that of a known one",
    why: "The runtime looks the provider up by this word, and a slip of the finger is found when the agent first runs. Providers of \
          your own are fine: only names close to a well-known one are reported.",
    bad: r#"
agent "clerk" {
    model "antropic/claude-sonnet-4-5-20250929"
}
"#,
    good: r#"
agent "clerk" {
    model "anthropic/claude-sonnet-4-5-20250929"
}
"#,
    references: &["SC005"],
};

fn find(item: Item<'_>, report: &mut Report) {
    for (text, span) in item.texts() {
        let Some(name) = ModelName::parse(text).filter(|name| !name.is_known_provider()) else {
            continue;
        };
        // Of short words, most are near each other.
        let Some(near) =
            nearest(name.provider, PROVIDERS.iter().copied()).filter(|near| near.len() > 4)
        else {
            continue;
        };
        report.push(
            Diagnostic::new(
                &RULE,
                item.path(),
                span,
                format!("no provider `{}` is known", name.provider),
            )
            .suggest(near, format!("\"{near}/{}\"", name.model)),
        );
    }
}
