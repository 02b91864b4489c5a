//! `large-file-pointer`: a Git LFS pointer where a file should be.

use bailiwick_schema::document::Item;
use bailiwick_schema::path::FilePath;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::span::Span;
use bailiwick_schema::vocabulary;

use crate::asset;
use crate::check::{Check, Report, Run, Scope};

/// The check.
pub static CHECK: Check = Check {
    rule: &RULE,
    run: Run::Scoped(
        &[
            &vocabulary::INSTRUCTIONS,
            &vocabulary::INSTANCES,
            &vocabulary::INPUT,
            &vocabulary::EXTENSION,
            &vocabulary::SKILL,
            &vocabulary::KNOWLEDGE,
        ],
        find,
    ),
};

static RULE: Rule = Rule {
    code: "BW8204",
    name: "large-file-pointer",
    severity: Severity::Error,
    summary: "a Git LFS pointer where a file should be",
    why: "The bytes are not here: the agent would read three lines about an object store, and a digest of the pointer says \
          nothing about what an agent gets. Run `git lfs pull` before checking, or keep the file in git itself.",
    bad: r#"
agent "clerk" {
    instructions file="clerk.md"
}
-- clerk.md --
version https://git-lfs.github.com/spec/v1
oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393
size 12345
"#,
    good: r#"
agent "clerk" {
    instructions file="clerk.md"
}
-- clerk.md --
Answer open tickets.
"#,
    references: &["CWE-345"],
};

fn find(scope: &Scope<'_>, item: Item<'_>, report: &mut Report) {
    for key in ["file", "schema"] {
        if let Some(path) = item.property_text(key) {
            one(scope, &FilePath::from(path), report);
        }
    }
    if let Some(folder) = item.property_text("folder") {
        asset::below(scope.listing, folder).for_each(|path| one(scope, path, report));
    }
    if item.spec() == &vocabulary::KNOWLEDGE && scope.has_pointers() {
        let except = item.children_of(&vocabulary::EXCEPT).flat_map(Item::texts);
        let known = asset::known(item, except.map(|(pattern, _)| pattern), scope.listing);
        known.into_iter().for_each(|path| one(scope, path, report));
    }
}

fn one(scope: &Scope<'_>, path: &FilePath, report: &mut Report) {
    let content = scope.assets.get(path).and_then(|asset| asset.content.as_ref().ok());
    if content.is_some_and(|content| content.is_pointer) {
        let message = format!("`{path}` is a Git LFS pointer, not the file");
        let help = "run `git lfs pull` before checking, or keep the file in git itself";
        report.place(&RULE, path, Span::at(0), message, help);
    }
}
