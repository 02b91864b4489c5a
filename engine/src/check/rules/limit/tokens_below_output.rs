//! `tokens-below-output`: a run may use fewer tokens than one answer.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::{Check, Report, Run, Scope};
use crate::compose::Effective;

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Effective(find) };

static RULE: Rule = Rule {
    code: "BW6104",
    name: "tokens-below-output",
    severity: Severity::Warning,
    summary: "a run that may use fewer tokens than one answer of its model",
    why: "`tokens-per-run` counts all tokens of a run, in and out. Where one answer may be longer, the run can end in the middle of its \
          first sentence.",
    bad: r#"
agent "clerk" {
    model "anthropic/claude-sonnet-4-5-20250929" {
        max-output-tokens 8192
    }
    limits {
        tokens-per-run 2000
    }
}
"#,
    good: r#"
agent "clerk" {
    model "anthropic/claude-sonnet-4-5-20250929" {
        max-output-tokens 8192
    }
    limits {
        tokens-per-run 200000
    }
}
"#,
    references: &["RL004", "OWASP LLM10"],
};

fn find(_: &Scope<'_>, effective: &Effective<'_>, report: &mut Report) {
    let limits = effective
        .field(&vocabulary::LIMITS)
        .and_then(|limits| limits.child(&vocabulary::TOKENS_PER_RUN));
    let Some((limit, tokens)) = limits.and_then(|field| Some((field.item, field.item.integer()?)))
    else {
        return;
    };
    let model = effective
        .field(&vocabulary::MODEL)
        .and_then(|model| model.child(&vocabulary::MAX_OUTPUT_TOKENS));
    let Some((output, most)) = model.and_then(|field| Some((field.item, field.item.integer()?)))
    else {
        return;
    };
    if tokens >= most {
        return;
    }
    report.push(
        Diagnostic::new(
            &RULE,
            limit.path(),
            limit.key_span(),
            format!("a run may use {tokens} tokens, and one answer {most}"),
        )
        .related(output.path(), output.key_span(), "the longest answer")
        .help("raise `tokens-per-run`, or lower `max-output-tokens`"),
    );
}
