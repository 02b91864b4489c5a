//! `undeclared-resource`: a request of a scenario for a tool, an agent or a memory that nothing declares.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::{Check, Report, Run, Scope};
use crate::scenario::{Flaw, requests_of};

/// The check.
pub static CHECK: Check = Check {
    rule: &RULE,
    run: Run::Scoped(
        &[&vocabulary::EXPECTED_DENY, &vocabulary::EXPECTED_ASK, &vocabulary::EXPECTED_ALLOW],
        find,
    ),
};

static RULE: Rule = Rule {
    code: "BW5203",
    name: "undeclared-resource",
    severity: Severity::Error,
    summary: "a request of a scenario for a tool, an agent or a memory that nothing declares",
    why: "What is not declared is denied to everyone. A misspelt `deny` therefore holds for ever and watches nothing, and it goes on \
          holding after the tool that was meant is given away.",
    bad: r#"
server "tickets" {
    url "https://mcp.acme.example/tickets"
    tool "close_ticket"
}
agent "clerk" {
    server "tickets"
}
scenario "the clerk closes nothing" {
    for "clerk"
    deny call "tickets/close_tickets"
}
"#,
    good: r#"
server "tickets" {
    url "https://mcp.acme.example/tickets"
    tool "close_ticket"
}
agent "clerk" {
    server "tickets"
}
scenario "the clerk closes nothing" {
    for "clerk"
    deny call "tickets/close_ticket"
}
"#,
    references: &["CWE-1164"],
};

fn find(scope: &Scope<'_>, item: Item<'_>, report: &mut Report) {
    for request in requests_of(item) {
        let Some(flaw @ (Flaw::Undeclared(..) | Flaw::NoTool(..))) = Flaw::of(scope, &request)
        else {
            continue;
        };
        let found = Diagnostic::new(&RULE, item.path(), request.span, flaw.message(&request));
        report.push(match (flaw.meant(scope, &request), &flaw) {
            (Some(meant), _) if is_plain(&meant) => found.suggest(&meant, format!("\"{meant}\"")),
            (Some(meant), _) => found.did_you_mean(&meant),
            (None, Flaw::NoTool(server, _)) => found
                .related(server.path(), server.key_span(), "its tools are declared here")
                .help("name a tool that it has, or declare this one"),
            (None, _) => found.help("declare it, or name what is declared"),
        });
    }
}

/// Whether a text stands in quotes as it is.
fn is_plain(text: &str) -> bool {
    !text.contains(|character: char| matches!(character, '"' | '\\') || character.is_control())
}
