//! `dead-rule`: a permission for what no agent that gets it has; finds the rules that decide nothing for other reasons, too.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use super::{conflicting_rules, redundant_rule, shadowed_rule};
use crate::check::standing::Standing;
use crate::check::standing::declared::{Idle, idle};
use crate::check::{Check, Report, Run, Scope};

/// The check.
pub static CHECK: Check =
    Check { rule: &RULE, run: Run::Scoped(&[&vocabulary::AGENT, &vocabulary::BASE], find) };

static RULE: Rule = Rule {
    code: "BW4004",
    name: "dead-rule",
    severity: Severity::Warning,
    summary: "an `allow` or `ask` for what no agent that gets it has",
    why: "An agent can only call the servers, hand work to the agents and use the memories that it declares. A rule about anything else waits for the day on which somebody adds that, and then permits more than whoever adds it thinks of.",
    bad: r#"
server "tickets" {
    url "https://mcp.acme.example/tickets"
}
agent "clerk" {
    permissions {
        allow call "tickets/get_*"
    }
}
"#,
    good: r#"
server "tickets" {
    url "https://mcp.acme.example/tickets"
}
agent "clerk" {
    server "tickets"
    permissions {
        allow call "tickets/get_*"
    }
}
"#,
    references: &["PM017", "CWE-561", "OWASP ASI03"],
};

fn find(scope: &Scope<'_>, item: Item<'_>, report: &mut Report) {
    for found in idle(scope, item) {
        let Idle { item, text, span, standing } = found;
        let effect = item.spec().name;
        let of = |rule: &'static Rule, message: String| {
            Diagnostic::new(rule, item.path(), span, message)
        };
        report.push(match &standing {
            Standing::Live => continue,
            Standing::Absent => of(
                &RULE,
                format!("`{text}` is nothing that an agent with this `{effect}` has"),
            )
            .help("declare the server, delegate or memory for the agent, or take the pattern away"),
            Standing::Shadowed(over) => shadowed_rule::told(of, effect, text, over),
            Standing::Conflicting(over) => conflicting_rules::told(of, effect, text, over),
            Standing::Redundant(beside) => redundant_rule::told(of, effect, text, beside),
        });
    }
}
