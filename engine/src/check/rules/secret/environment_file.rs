//! `environment-file`: a `.env` file in the workspace.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::span::Span;

use crate::check::{Check, Run};
use crate::world::{Listing, OddityKind};

/// The check; loading finds it.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Elsewhere };

static RULE: Rule = Rule {
    code: "BW8007",
    name: "environment-file",
    severity: Severity::Error,
    summary: "a `.env` file beside the declarations, not ignored by git",
    why: "Such files hold credentials, and this one is committed or will be by the next `git add .`. Add `.env` to `.gitignore`, \
          revoke what stands in it if it was ever pushed, and refer to credentials with `secret`. A `.env.example` may stay.",
    bad: r#"
agent "clerk" {
    instructions "Answer open tickets."
}
-- .env --
TICKETS_TOKEN=${TICKETS_TOKEN}
"#,
    good: r#"
agent "clerk" {
    instructions "Answer open tickets."
}
-- .env.example --
TICKETS_TOKEN=
"#,
    references: &["SE009", "CWE-538", "CWE-540", "OWASP LLM02"],
};

/// The `.env` files of a workspace.
pub fn findings(listing: &Listing) -> impl Iterator<Item = Diagnostic> {
    let files = listing.oddities.iter().filter(|oddity| oddity.kind == OddityKind::EnvironmentFile);
    files.map(|oddity| {
        let message = format!("`{}` lies in the workspace and git does not ignore it", oddity.path);
        Diagnostic::new(&RULE, &oddity.path, Span::at(0), message)
            .help("add it to `.gitignore`, take it out of git, and revoke what stands in it")
    })
}
