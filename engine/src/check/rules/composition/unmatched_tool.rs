//! `unmatched-tool`: an `only` that names no tool of its server.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary::{self, Kind};

use crate::check::{Check, Report, Run, Scope};
use crate::pattern;

/// The check.
pub static CHECK: Check =
    Check { rule: &RULE, run: Run::Scoped(&[&vocabulary::USED_SERVER], find) };

static RULE: Rule = Rule {
    code: "BW3025",
    name: "unmatched-tool",
    severity: Severity::Warning,
    summary: "an `only` that names no declared tool of its server",
    why: "The agent does not see the tool that was meant, and finds that out in the middle of its work. Servers that declare no tools at \
          all are not looked at, because theirs are known at run time only.",
    bad: r#"
server "tickets" {
    url "https://mcp.acme.example/tickets"
    tool "get_ticket"
}
agent "clerk" {
    server "tickets" {
        only "get_tickets"
    }
}
"#,
    good: r#"
server "tickets" {
    url "https://mcp.acme.example/tickets"
    tool "get_ticket"
}
agent "clerk" {
    server "tickets" {
        only "get_*"
    }
}
"#,
    references: &["TX011"],
};

fn find(scope: &Scope<'_>, item: Item<'_>, report: &mut Report) {
    let Some(only) = item.child(&vocabulary::ONLY) else { return };
    let Some(name) = item.text() else { return };
    let Some(server) = scope.fleet.find(Kind::Server, name) else { return };
    let tools = scope.tools(server);
    if tools.is_empty() {
        return;
    }
    for (wanted, span) in only.texts() {
        let is_matched = || {
            let mut tools = server.children_of(&vocabulary::TOOL).filter_map(Item::text);
            tools.any(|tool| pattern::matches(wanted, tool))
        };
        if tools.contains(wanted) || wanted.contains('*') && is_matched() {
            continue;
        }
        let what = if wanted.contains('*') { "matches" } else { "is" };
        let mut found = Diagnostic::new(
            &RULE,
            only.path(),
            span,
            format!("`{wanted}` {what} no tool of `{name}`"),
        )
        .related(server.path(), server.key_span(), "its tools are declared here");
        found = match tools.nearest(wanted).filter(|_| !wanted.contains('*')) {
            Some(near) => found.suggest(near, format!("\"{near}\"")),
            None => found.help(format!(
                "declare `tool \"{wanted}\"` on the server, or name one that it has"
            )),
        };
        report.push(found);
    }
}
