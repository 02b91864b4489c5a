//! `no-tools-left`: `only` lists of which nothing is in all.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::{Check, Report, Run, Scope};
use crate::compose::Effective;

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Effective(find) };

static RULE: Rule = Rule {
    code: "BW3026",
    name: "no-tools-left",
    severity: Severity::Warning,
    summary: "`only` lists of several layers that have no tool in common",
    why: "Layers can only narrow: an agent sees the tools that every layer names. Where the lists share nothing it has the server and no \
          tool of it. To choose anew, write `(replace)server`; to go without the server, `(remove)server`.",
    bad: r#"
server "tickets" {
    url "https://mcp.acme.example/tickets"
    tool "get_ticket"
    tool "list_tickets"
}
base "support" {
    server "tickets" {
        only "list_tickets"
    }
}
agent "clerk" {
    extends "support"
    server "tickets" {
        only "get_ticket"
    }
}
"#,
    good: r#"
server "tickets" {
    url "https://mcp.acme.example/tickets"
    tool "get_ticket"
    tool "list_tickets"
}
base "support" {
    server "tickets" {
        only "*_ticket*"
    }
}
agent "clerk" {
    extends "support"
    server "tickets" {
        only "get_ticket"
    }
}
"#,
    references: &[],
};

fn find(_: &Scope<'_>, effective: &Effective<'_>, report: &mut Report) {
    for field in effective.fields_of(&vocabulary::USED_SERVER) {
        let Some(only) = field.child(&vocabulary::ONLY).filter(|only| only.members.is_empty())
        else {
            continue;
        };
        let Some(above) = only.overrode.last() else { continue };
        let name = field.key().unwrap_or_default();
        report.push(
            Diagnostic::new(
                &RULE,
                above.path(),
                above.name_span(),
                format!("no tool of `{name}` is left to see"),
            )
            .related(only.item.path(), only.item.name_span(), "this names others")
            .help("name tools that both layers name, or write `(replace)server` to choose anew"),
        );
    }
}
