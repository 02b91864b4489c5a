//! `destructive-tool`: a tool that is declared destructive, called without asking.

use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::reach::{Reach, Told, finding};
use crate::check::{Check, Report, Run, Scope};
use crate::compose::Member;
use crate::permission::Action;

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Reach(find) };

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

fn find<'w>(scope: &Scope<'w>, reach: &Reach<'_, 'w>, report: &mut Report) {
    if !reach.allows(Action::Call) {
        return;
    }
    let mut is_told = Told::default();
    for server in
        reach.effective.fields_of(&vocabulary::USED_SERVER).filter_map(|field| field.key())
    {
        let Some(facts) = scope.facts().servers.get(server) else { continue };
        for tool in facts.tools.iter().filter(|tool| tool.child(&vocabulary::DESTRUCTIVE).is_some())
        {
            let resource = format!("{server}/{}", tool.text().unwrap_or_default());
            let by = reach.allowing(Action::Call, &resource);
            let Some(first) = is_told.first(by) else { continue };
            report.push(told(&first, &resource, *tool));
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
