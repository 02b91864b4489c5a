//! `repeated-fallback`: a fallback that was tried already.

use std::collections::hash_map::Entry;

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::span::Span;
use bailiwick_schema::vocabulary;
use rustc_hash::FxHashMap;

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
    let mut tried: FxHashMap<&str, (Item<'_>, Span)> = FxHashMap::default();
    for (name, span) in model.item.texts() {
        tried.entry(name).or_insert((model.item, span));
    }
    let fallbacks = model
        .children_of(&vocabulary::FALLBACK)
        .flat_map(|field| field.item.texts().map(|text| (field.item, text)));
    for (item, (name, span)) in fallbacks {
        let (first, first_span) = match tried.entry(name) {
            Entry::Occupied(first) => *first.get(),
            Entry::Vacant(free) => {
                free.insert((item, span));
                continue;
            }
        };
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
