//! `too-many-tools`: an agent that sees more tools than a model can choose between.

use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use super::shadowed_tool::sees;
use crate::check::{Check, Report, Run, Scope};
use crate::compose::Effective;

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Effective(find) };

static RULE: Rule = Rule {
    code: "BW6312",
    name: "too-many-tools",
    severity: Severity::Warning,
    summary: "an agent that sees more than 100 tools",
    why: "Every tool's description is in every request: it costs tokens and attention, models choose worse among many, and several runtimes \
          refuse more than 128. Each tool is also one more that an injected text can call. Show the agent what it needs: `only`.",
    bad: TOO_MANY,
    good: r#"
server "tickets" {
    url "https://mcp.acme.example/tickets"
    tool "get_ticket"
    tool "list_tickets"
}
agent "clerk" {
    server "tickets" {
        only "get_*"
    }
}
"#,
    references: &["SC016", "OWASP ASI02", "OWASP LLM06"],
};

const MOST: usize = 100;

fn find(scope: &Scope<'_>, effective: &Effective<'_>, report: &mut Report) {
    let servers = || {
        effective
            .fields_of(&vocabulary::USED_SERVER)
            .filter_map(|field| Some((field, scope.facts().servers.get(field.key()?)?)))
    };
    if servers().map(|(_, facts)| facts.tools.len()).sum::<usize>() <= MOST {
        return;
    }
    let seen: usize = servers()
        .map(|(field, facts)| {
            facts
                .tools
                .iter()
                .filter_map(|tool| Item::text(*tool))
                .filter(|tool| sees(field, tool))
                .count()
        })
        .sum();
    if seen <= MOST {
        return;
    }
    let name = effective.agent.text().unwrap_or_default();
    report.at(
        &RULE,
        effective.agent,
        format!("the agent `{name}` sees {seen} tools, more than {MOST}"),
        "name the tools that it needs with `only` on its servers",
    );
}

/// 102 tools on one server.
const TOO_MANY: &str = r#"
server "back-office" {
    url "https://mcp.acme.example/back-office"
    tool "get_ticket"; tool "get_order"; tool "get_parcel"; tool "get_refund"; tool "get_note"; tool "get_label"
    tool "get_queue"; tool "get_agent"; tool "get_shift"; tool "get_team"; tool "get_rule"; tool "get_macro"
    tool "get_view"; tool "get_tag"; tool "get_form"; tool "get_group"; tool "get_user"; tool "list_ticket"
    tool "list_order"; tool "list_parcel"; tool "list_refund"; tool "list_note"; tool "list_label"; tool "list_queue"
    tool "list_agent"; tool "list_shift"; tool "list_team"; tool "list_rule"; tool "list_macro"; tool "list_view"
    tool "list_tag"; tool "list_form"; tool "list_group"; tool "list_user"; tool "find_ticket"; tool "find_order"
    tool "find_parcel"; tool "find_refund"; tool "find_note"; tool "find_label"; tool "find_queue"; tool "find_agent"
    tool "find_shift"; tool "find_team"; tool "find_rule"; tool "find_macro"; tool "find_view"; tool "find_tag"
    tool "find_form"; tool "find_group"; tool "find_user"; tool "make_ticket"; tool "make_order"; tool "make_parcel"
    tool "make_refund"; tool "make_note"; tool "make_label"; tool "make_queue"; tool "make_agent"; tool "make_shift"
    tool "make_team"; tool "make_rule"; tool "make_macro"; tool "make_view"; tool "make_tag"; tool "make_form"
    tool "make_group"; tool "make_user"; tool "move_ticket"; tool "move_order"; tool "move_parcel"; tool "move_refund"
    tool "move_note"; tool "move_label"; tool "move_queue"; tool "move_agent"; tool "move_shift"; tool "move_team"
    tool "move_rule"; tool "move_macro"; tool "move_view"; tool "move_tag"; tool "move_form"; tool "move_group"
    tool "move_user"; tool "close_ticket"; tool "close_order"; tool "close_parcel"; tool "close_refund"; tool "close_note"
    tool "close_label"; tool "close_queue"; tool "close_agent"; tool "close_shift"; tool "close_team"; tool "close_rule"
    tool "close_macro"; tool "close_view"; tool "close_tag"; tool "close_form"; tool "close_group"; tool "close_user"
}
agent "clerk" {
    server "back-office"
}
"#;
