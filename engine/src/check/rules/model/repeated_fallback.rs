//! `repeated-fallback`: a fallback that was tried already.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::{Check, Report, Run, Scope};
use crate::compose::Effective;

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Effective(find) };

static RULE: Rule = Rule {
    code: "BW6204",
    name: "repeated-fallback",
    severity: Severity::Warning,
    summary: "a fallback that was tried already",
    why: "When a model fails, the same model is no way out: the fallback only delays the failure and doubles its cost. Fallbacks are \
          appended layer after layer, so the repetition may stand in a base.",
    bad: r#"
agent "clerk" {
    model "anthropic/claude-sonnet-4-5-20250929" {
        fallback "anthropic/claude-sonnet-4-5-20250929"
    }
}
"#,
    good: r#"
agent "clerk" {
    model "anthropic/claude-sonnet-4-5-20250929" {
        fallback "anthropic/claude-haiku-4-5-20251001"
    }
}
"#,
    references: &["RL001", "OWASP ASI08"],
};

fn find(_: &Scope<'_>, effective: &Effective<'_>, report: &mut Report) {
    let Some(model) = effective.field(&vocabulary::MODEL) else { return };
    let fallbacks = || {
        model
            .children_of(&vocabulary::FALLBACK)
            .flat_map(|field| field.item.texts().map(|text| (field.item, text)))
    };
    for (at, (item, (name, span))) in fallbacks().enumerate() {
        let earlier = fallbacks()
            .take(at)
            .find(|(_, (other, _))| *other == name)
            .map(|(item, (_, span))| (item, span));
        let named = model
            .item
            .texts()
            .find(|(other, _)| *other == name)
            .map(|(_, span)| (model.item, span));
        let Some((first, first_span)) = named.or(earlier) else { continue };
        report.push(
            Diagnostic::new(
                &RULE,
                item.path(),
                span,
                format!("the fallback `{name}` was tried already"),
            )
            .related(first.path(), first_span, "tried here")
            .help("name another model, or take it away"),
        );
    }
}
