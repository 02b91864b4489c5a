//! `shared-credential`: one secret for several servers.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary::{self, Kind};

use crate::check::{Check, Report, Run, Scope};

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Scoped(&[&vocabulary::SECRET], find) };

static RULE: Rule = Rule {
    code: "BW6404",
    name: "shared-credential",
    severity: Severity::Warning,
    summary: "one secret that several servers are given",
    why: "Each of them can act as the others: whoever takes over one takes over all, its rights are the union of what they need, and a leak \
          cannot be traced to one. Several agents may well use one server; each server wants a credential of its own.",
    bad: r#"
secret "acme-token" {
    from "vault" "kv/acme#token"
}
server "tickets" {
    url "https://mcp.acme.example/tickets"
    header "Authorization" secret="acme-token"
}
server "payments" {
    url "https://mcp.acme.example/payments"
    header "Authorization" secret="acme-token"
}
"#,
    good: r#"
secret "tickets-token" {
    from "vault" "kv/tickets#token"
}
secret "payments-token" {
    from "vault" "kv/payments#token"
}
server "tickets" {
    url "https://mcp.acme.example/tickets"
    header "Authorization" secret="tickets-token"
}
server "payments" {
    url "https://mcp.acme.example/payments"
    header "Authorization" secret="payments-token"
}
"#,
    references: &["ID004", "OWASP ASI03", "CWE-522"],
};

fn find(scope: &Scope<'_>, item: Item<'_>, report: &mut Report) {
    let Some(name) = item.text() else { return };
    let Some(servers) = scope.facts().secrets.get(name).filter(|servers| servers.len() > 1) else {
        return;
    };
    let names: Vec<String> = servers.iter().map(|server| format!("`{server}`")).collect();
    let mut found = Diagnostic::new(
        &RULE,
        item.path(),
        item.key_span(),
        format!("{} servers are given the secret `{name}`: {}", servers.len(), names.join(", ")),
    )
    .help("give each server a credential with the rights that it needs");
    for server in servers.iter().filter_map(|server| scope.fleet.find(Kind::Server, server)) {
        found = found.related(server.path(), server.key_span(), "given to this server");
    }
    report.push(found);
}
