//! `unmatched-include`: a pattern of `include` that matches no KDL file.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::{Check, Report, Run, Scope};
use crate::glob::Glob;

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Scoped(&[&vocabulary::INCLUDE], find) };

static RULE: Rule = Rule {
    code: "BW3013",
    name: "unmatched-include",
    severity: Severity::Warning,
    summary: "a pattern of `include` that matches no KDL file",
    why: "Only the files that `include` names are read. Where a pattern is misspelt, everything it was meant for is left out, and a check \
          of nothing finds nothing.",
    bad: r#"
-- bailiwick.kdl --
workspace "acme" {
    edition 1
    include "contxt/**"
}
-- context/agents.kdl --
agent "clerk"
"#,
    good: r#"
-- bailiwick.kdl --
workspace "acme" {
    edition 1
    include "context/**"
}
-- context/agents.kdl --
agent "clerk"
"#,
    references: &[],
};

fn find(scope: &Scope<'_>, item: Item<'_>, report: &mut Report) {
    let kdl = || {
        scope
            .listing
            .entries
            .iter()
            .map(|entry| &entry.path)
            .filter(|path| path.as_str().ends_with(".kdl"))
    };
    for (pattern, span) in item.texts() {
        let Some(glob) = Glob::new(pattern) else { continue };
        if kdl().any(|path| glob.matches(path)) {
            continue;
        }
        let message = format!("`{pattern}` matches no KDL file, so nothing is read for it");
        report.push(
            Diagnostic::new(&RULE, item.path(), span, message)
                .help("patterns are relative to the workspace root: `context/**`"),
        );
    }
}
