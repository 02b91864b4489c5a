//! `conflicting-rules`: two permissions of different effect for the same requests; `dead-rule` finds it.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::rule::{Rule, Severity};

use crate::check::{Check, Run};
use crate::permission::Line;

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Elsewhere };

static RULE: Rule = Rule {
    code: "BW4006",
    name: "conflicting-rules",
    severity: Severity::Warning,
    summary: "an `allow` or `ask` of what another rule denies or asks for, neither more nor less",
    why: "Both cannot be meant. The one that counts for more holds (`deny`, then `ask`, then `allow`); whoever wrote the other believes something else.",
    bad: r#"
agent "clerk" {
    permissions {
        allow read "docs/drafts/**"
        deny read "docs/drafts/**"
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
    references: &["PM019", "CWE-1164", "OWASP ASI03"],
};

/// The finding, by the rule that holds.
pub(super) fn told(
    of: impl FnOnce(&'static Rule, String) -> Diagnostic,
    effect: &str,
    text: &str,
    over: &Line<'_>,
) -> Diagnostic {
    let holds = over.rule.effect;
    of(&RULE, format!("`{text}` is `{effect}` here and `{holds}` elsewhere, and `{holds}` holds"))
        .related(over.member.item.path(), over.member.span, "this one holds")
        .help("keep the one that is meant; in a layer above, `(remove)` takes the lower one away")
}
