//! `case-clash`: two names that differ only by case.

use std::borrow::Cow;

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::path::FilePath;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::span::Span;
use bailiwick_schema::vocabulary;
use rustc_hash::FxHashMap;

use crate::check::{Check, Report, Run, Scope};

/// The check.
pub static CHECK: Check =
    Check { rule: &RULE, run: Run::Scoped(&[&vocabulary::WORKSPACE, &vocabulary::SERVER], find) };

static RULE: Rule = Rule {
    code: "BW3006",
    name: "case-clash",
    severity: Severity::Warning,
    summary: "two files, or two tools of a server, whose names differ only by case",
    why: "On Windows and macOS the two files are one, so a clone there has only half of the workspace and other digests. Of two tools, a \
          model and a reviewer take the one for the other, which is how a harmless tool hides a harmful one.",
    bad: r#"
-- context/clerk.kdl --
agent "clerk"
-- context/Clerk.kdl --
agent "senior-clerk"
"#,
    good: r#"
-- context/clerk.kdl --
agent "clerk"
-- context/senior-clerk.kdl --
agent "senior-clerk"
"#,
    references: &["PM026", "SC008", "CWE-178"],
};

fn find(scope: &Scope<'_>, item: Item<'_>, report: &mut Report) {
    if item.spec() == &vocabulary::SERVER { tools(item, report) } else { files(scope, report) }
}

fn files(scope: &Scope<'_>, report: &mut Report) {
    // A file that is named and not there is another rule's finding: it clashes with nothing.
    let read = scope.assets.iter().filter(|(_, asset)| asset.content.is_ok());
    let declared = scope.fleet.files().map(|(_, file)| file.path());
    let paths = declared.chain(read.map(|(path, _)| path));
    let mut seen: FxHashMap<Cow<'_, str>, &FilePath> = FxHashMap::default();
    for path in paths {
        let text = path.as_str();
        let is_lower = text.is_ascii() && !text.bytes().any(|byte| byte.is_ascii_uppercase());
        let lower = if is_lower { Cow::Borrowed(text) } else { text.to_lowercase().into() };
        let Some(other) = seen.insert(lower, path).filter(|other| *other != path) else { continue };
        let (first, path) = (other.min(path), other.max(path));
        report.push(
            Diagnostic::new(
                &RULE,
                path,
                Span::at(0),
                format!("`{path}` and `{first}` differ only by case"),
            )
            .related(first, Span::at(0), "the other file")
            .help("rename one of them"),
        );
    }
}

fn tools(server: Item<'_>, report: &mut Report) {
    let tools =
        || server.children_of(&vocabulary::TOOL).filter_map(|tool| Some((tool, tool.text()?)));
    // No server spells most of its tools in capitals: this finds nothing to compare, and allocates nothing.
    if !tools().any(|(_, name)| name.bytes().any(|byte| byte.is_ascii_uppercase())) {
        return;
    }
    let mut seen: FxHashMap<String, (Item<'_>, &str)> = FxHashMap::default();
    for (tool, name) in tools() {
        let Some((first, other)) = seen.insert(name.to_lowercase(), (tool, name)) else { continue };
        if other == name {
            continue;
        }
        report.push(
            Diagnostic::new(
                &RULE,
                tool.path(),
                tool.key_span(),
                format!("the tools `{name}` and `{other}` differ only by case"),
            )
            .related(first.path(), first.key_span(), "the other tool")
            .help("rename one of them on the server, or show agents only one with `only`"),
        );
    }
}
