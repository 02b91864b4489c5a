//! `unmatched-knowledge`: a knowledge pattern that matches no file.

use bailiwick_schema::diagnostic::{Applicability, Diagnostic};
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::suggest::question;
use bailiwick_schema::vocabulary;

use crate::check::{Check, Report, Run, Scope, is_there};

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Scoped(&[&vocabulary::KNOWLEDGE], find) };

static RULE: Rule = Rule {
    code: "BW8206",
    name: "unmatched-knowledge",
    severity: Severity::Warning,
    summary: "a knowledge pattern that matches no file",
    why: "The agent has nothing to look up, and answers from memory. Patterns are relative to the workspace root; hidden and \
          git-ignored files do not count, and `except` may have taken out all that matched.",
    bad: r#"
agent "clerk" {
    instructions "Answer from the policy."
    knowledge "docs/refunds/**/*.md"
}
-- docs/refund/policy.md --
Thirty days.
"#,
    good: r#"
agent "clerk" {
    instructions "Answer from the policy."
    knowledge "docs/refund/**/*.md"
}
-- docs/refund/policy.md --
Thirty days.
"#,
    references: &["TX011"],
};

fn find(scope: &Scope<'_>, item: Item<'_>, report: &mut Report) {
    if item.layering() == bailiwick_schema::document::Layering::Remove {
        return;
    }
    let Some(pattern) = item.text() else { return };
    let except =
        || item.children_of(&vocabulary::EXCEPT).flat_map(Item::texts).map(|(pattern, _)| pattern);
    if scope.is_matched(item, except()) {
        return;
    }
    let folder = pattern.trim_end_matches('/');
    if is_there(scope.listing, folder) && !pattern.contains(['*', '?', '[', '{']) {
        let deep = format!("{folder}/**");
        report.push(
            Diagnostic::new(
                &RULE,
                item.path(),
                item.key_span(),
                format!("`{pattern}` is a folder"),
            )
            .help(format!("write `{deep}` for all files in it"))
            .fix(
                Applicability::Unsafe,
                format!("write `{deep}`"),
                item.key_span(),
                format!("\"{deep}\""),
            ),
        );
        return;
    }
    let is_excepted = except().next().is_some() && scope.is_matched(item, []);
    let message = if is_excepted {
        format!("`except` takes out every file that `{pattern}` matches")
    } else {
        format!("`{pattern}` matches no file")
    };
    let help = match scope.files().nearest(pattern) {
        Some(near) if !is_excepted => question(near),
        _ => "patterns are relative to the workspace root".to_owned(),
    };
    report.push(Diagnostic::new(&RULE, item.path(), item.key_span(), message).help(help));
}
