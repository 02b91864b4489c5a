//! `unresolved-secret`: a secret that is kept nowhere in an environment where an agent needs it.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::{Check, Report, Run, Scope};
use crate::compose::Effective;

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Effective(find) };

static RULE: Rule = Rule {
    code: "BW6313",
    name: "unresolved-secret",
    severity: Severity::Error,
    summary: "a secret that is kept nowhere in an environment where an agent needs it",
    why: "The server starts without its credential there, and there alone, so it is found in production. A secret says where it is kept: with \
          one `from` for all environments, or one in each `in` block.",
    bad: r#"
environment "dev" {
    tracks
}
environment "test" {
    tracks
}
secret "tickets-token" {
    in "dev" {
        from "vault" "kv/dev/tickets#token"
    }
}
server "tickets" {
    url "https://mcp.acme.example/tickets"
    header "Authorization" secret="tickets-token"
}
agent "clerk" {
    server "tickets"
}
"#,
    good: r#"
environment "dev" {
    tracks
}
environment "test" {
    tracks
}
secret "tickets-token" {
    in "dev" {
        from "vault" "kv/dev/tickets#token"
    }
    in "test" {
        from "vault" "kv/test/tickets#token"
    }
}
server "tickets" {
    url "https://mcp.acme.example/tickets"
    header "Authorization" secret="tickets-token"
}
agent "clerk" {
    server "tickets"
}
"#,
    references: &["SE004", "OWASP ASI03"],
};

fn find(scope: &Scope<'_>, effective: &Effective<'_>, report: &mut Report) {
    let environment = effective.environment_name().unwrap_or_default();
    for field in effective.fields_of(&vocabulary::USED_SERVER) {
        let Some(facts) = field.key().and_then(|name| scope.facts().servers.get(name)) else {
            continue;
        };
        for missing in facts.unresolved.iter().filter(|missing| missing.environment == environment)
        {
            let name = missing.secret.text().unwrap_or_default();
            let (message, help) = if environment.is_empty() {
                (
                    format!("the secret `{name}` is kept nowhere"),
                    "add `from \"…\" \"…\"` to it".to_owned(),
                )
            } else {
                (
                    format!("the secret `{name}` is kept nowhere in `{environment}`"),
                    format!("add `in \"{environment}\" {{ from \"…\" \"…\" }}` to it"),
                )
            };
            // A server of the standard library cannot be edited; what is to be mended is the secret.
            let at = if missing.setting.path().is_std() { missing.secret } else { missing.setting };
            let span = at.property("secret").map_or(at.key_span(), |property| property.value_span);
            report.push(
                Diagnostic::new(&RULE, at.path(), span, message)
                    .related(missing.secret.path(), missing.secret.key_span(), "the secret")
                    .related(field.item.path(), field.item.key_span(), "needed by this agent")
                    .help(help),
            );
        }
    }
}
