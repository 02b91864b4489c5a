//! `large-file-pointer`: a Git LFS pointer where a file should be.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::path::FilePath;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::span::Span;

use crate::check::{Check, Run};

/// The check; reading the file finds it, once for all that name it.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Elsewhere };

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

/// A pointer in the place of a file.
#[must_use]
pub fn finding(path: &FilePath) -> Diagnostic {
    let message = format!("`{path}` is a Git LFS pointer, not the file");
    Diagnostic::new(&RULE, path, Span::at(0), message)
        .help("run `git lfs pull` before checking, or keep the file in git itself")
}
