//! `shadowed-rule`: a permission that other rules, which count for more, decide wholly; `dead-rule` finds it.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::rule::{Rule, Severity};

use crate::check::{Check, Run};
use crate::permission::Line;

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Elsewhere };

static RULE: Rule = Rule {
    code: "BW4005",
    name: "shadowed-rule",
    severity: Severity::Warning,
    summary: "an `allow` or `ask` of which rules that count for more decide everything",
    why: "`deny` beats `ask`, and `ask` beats `allow`, wherever they stand. Whoever reads the lesser rule believes that the agent may do what it may not; and when the other one is taken away, it holds all at once.",
    bad: r#"
agent "clerk" {
    permissions {
        allow read "docs/drafts/**"
        deny read "docs/**"
    }
}
"#,
    good: r#"
agent "clerk" {
    permissions {
        allow read "docs/**"
        deny read "docs/drafts/**"
    }
}
"#,
    references: &["PM018", "CWE-561", "OWASP ASI03"],
};

/// The finding, by the rules that decide in its place.
pub(super) fn told(
    of: impl FnOnce(&'static Rule, String) -> Diagnostic,
    effect: &str,
    text: &str,
    over: &[Line<'_>],
) -> Diagnostic {
    let message = format!(
        "this `{effect}` of `{text}` decides nothing: rules that count for more match all of it"
    );
    let found =
        of(&RULE, message).help("take it away, or narrow the rules that decide in its place");
    over.iter().take(4).fold(found, |found, line| {
        let text = format!("this `{}` counts for more", line.rule.effect);
        found.related(line.member.item.path(), line.member.span, text)
    })
}
