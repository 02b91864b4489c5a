//! `unused-declaration`: a declaration that nothing refers to.

use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary::{self, Kind};

use crate::check::{Check, Report, Run, Scope};
use crate::fleet::declared;

/// The check.
pub static CHECK: Check = Check {
    rule: &RULE,
    run: Run::Scoped(
        &[
            &vocabulary::SERVER,
            &vocabulary::MEMORY,
            &vocabulary::SKILL,
            &vocabulary::SECRET,
            &vocabulary::EVALUATION,
            &vocabulary::EXTENSION,
            &vocabulary::BASE,
        ],
        find,
    ),
};

static RULE: Rule = Rule {
    code: "BW3005",
    name: "unused-declaration",
    severity: Severity::Info,
    summary: "a declaration that nothing refers to",
    why: "What nobody uses is still read, reviewed and kept working, and a credential that nobody uses is still one that can leak. It may \
          also be the other half of a slip elsewhere. Folders that a `use` takes in, the standard library and workspaces without agents \
          are not looked at: what they declare is for others.",
    bad: r#"
server "tickets" {
    url "https://mcp.acme.example/tickets"
}
agent "clerk"
"#,
    good: r#"
server "tickets" {
    url "https://mcp.acme.example/tickets"
}
agent "clerk" {
    server "tickets"
}
"#,
    references: &["ID009", "CWE-1164"],
};

fn find(scope: &Scope<'_>, item: Item<'_>, report: &mut Report) {
    let Some((kind, name)) = declared(item) else { return };
    if scope.is_used(kind, name)
        || item.path().is_std()
        || scope.fleet.names().count(Kind::Agent) == 0
        || is_taken_in(scope, item)
    {
        return;
    }
    let word = kind.as_str();
    report.at(
        &RULE,
        item,
        format!("nothing uses the {word} `{name}`"),
        "use it, or take it away; the history keeps it",
    );
}

/// Whether it stands in a folder that a `use` names.
fn is_taken_in(scope: &Scope<'_>, item: Item<'_>) -> bool {
    let uses = scope.fleet.files().flat_map(|(_, file)| file.document.roots());
    uses.filter(|root| root.spec() == &vocabulary::USE).filter_map(Item::text).any(|folder| {
        let rest = item.path().as_str().strip_prefix(folder.trim_end_matches('/'));
        rest.is_some_and(|rest| rest.starts_with('/'))
    })
}
