//! `destructive-tool`: a tool that is declared destructive, called without asking.

use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::reach::{Reach, allowed, finding};
use crate::check::{Check, Report, Run, Scope};
use crate::compose::{Effective, Member};
use crate::permission::Action;

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Effective(find) };

static RULE: Rule = Rule {
    code: "BW4016",
    name: "destructive-tool",
    severity: Severity::Error,
    summary: "a tool that is declared `destructive` may be called without asking a person",
    why: "What the tool changes or deletes cannot be brought back, and an agent that misreads a text, or is talked into it, calls it as readily as \
          any other. `ask` lets a person look first; a `when` lets through what does little harm.",
    bad: r#"
server "tickets" {
    url "https://mcp.acme.example/tickets"
    tool "delete_ticket" {
        destructive
    }
}
agent "clerk" {
    server "tickets"
    permissions {
        allow call "tickets/*"
    }
}
"#,
    good: r#"
server "tickets" {
    url "https://mcp.acme.example/tickets"
    tool "delete_ticket" {
        destructive
    }
}
agent "clerk" {
    server "tickets"
    permissions {
        allow call "tickets/*"
        ask call "tickets/delete_*"
    }
}
"#,
    references: &["PM014", "CWE-862", "OWASP ASI02"],
};

fn find(scope: &Scope<'_>, effective: &Effective<'_>, report: &mut Report) {
    if allowed(effective, Action::Call).next().is_none() {
        return;
    }
    let mut reach = Reach::of(effective);
    let mut found: Vec<Member<'_>> = Vec::new();
    for server in effective.fields_of(&vocabulary::USED_SERVER).filter_map(|field| field.key()) {
        let Some(facts) = scope.facts().servers.get(server) else { continue };
        for tool in facts.tools.iter().filter(|tool| tool.child(&vocabulary::DESTRUCTIVE).is_some())
        {
            let resource = format!("{server}/{}", tool.text().unwrap_or_default());
            let by = reach.allowing(Action::Call, &resource);
            let Some(first) = by.first().filter(|first| !found.contains(first)) else { continue };
            report.push(told(first, &resource, *tool));
            found.extend(by);
        }
    }
}

fn told(
    by: &Member<'_>,
    resource: &str,
    tool: Item<'_>,
) -> bailiwick_schema::diagnostic::Diagnostic {
    finding(&RULE, by, Action::Call, resource)
        .related(tool.path(), tool.key_span(), "declared destructive here")
        .help(format!("add `ask call \"{resource}\"`, or a `when` that bounds it"))
}
