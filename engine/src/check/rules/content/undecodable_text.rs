//! `undecodable-text`: instructions or a skill that are not UTF-8.

use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::span::Span;
use bailiwick_schema::vocabulary;

use crate::asset;
use crate::check::{Check, Report, Run, Scope};

/// The check.
pub static CHECK: Check =
    Check { rule: &RULE, run: Run::Scoped(&[&vocabulary::INSTRUCTIONS, &vocabulary::SKILL], find) };

static RULE: Rule = Rule {
    code: "BW8202",
    name: "undecodable-text",
    severity: Severity::Error,
    summary: "instructions or a skill that are not UTF-8",
    why: "Runtimes read Markdown as UTF-8: they refuse the file, or put other characters in the place of what they cannot read. \
          Save it as UTF-8; nothing else in it has been checked.",
    bad: r#"
agent "clerk" {
    instructions file="clerk.md"
}
-- clerk.md --
\xE9coute: answer open tickets.
"#,
    good: r#"
agent "clerk" {
    instructions file="clerk.md"
}
-- clerk.md --
Écoute: answer open tickets.
"#,
    references: &["CWE-176"],
};

fn find(scope: &Scope<'_>, item: Item<'_>, report: &mut Report) {
    if let Some(path) = item.property_text("file") {
        one(scope, &path.into(), report);
    }
    if let Some(folder) = item.property_text("folder") {
        for path in asset::below(scope.listing, folder) {
            one(scope, path, report);
        }
    }
}

fn one(scope: &Scope<'_>, path: &bailiwick_schema::path::FilePath, report: &mut Report) {
    let Some(asset) = scope.assets.get(path).filter(|asset| asset.role.is_some()) else { return };
    if asset.content.as_ref().is_ok_and(|content| content.text.is_none()) {
        let message = format!("`{path}` is not UTF-8");
        report.place(&RULE, path, Span::at(0), message, "save it as UTF-8");
    }
}
