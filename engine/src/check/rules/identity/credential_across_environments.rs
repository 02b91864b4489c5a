//! `credential-across-environments`: one credential in two environments that agents are promoted into.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary::{self, Kind};

use crate::check::facts::place;
use crate::check::{Check, Report, Run, Scope};

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Scoped(&[&vocabulary::SECRET], find) };

static RULE: Rule = Rule {
    code: "BW6405",
    name: "credential-across-environments",
    severity: Severity::Warning,
    summary: "one credential in two environments that agents are promoted into",
    why: "A test in staging then acts on production, and staging, which more people and more programs reach, is worth as much to an attacker. \
          Keep one credential for each environment. Places that each machine fills by itself (`env`, `keychain`, `file`) are not compared.",
    bad: r#"
environment "dev" {
    tracks
}
environment "staging" {
    follows "dev"
}
environment "prod" {
    follows "staging"
}
secret "tickets-token" {
    from "vault" "kv/tickets#token"
}
server "tickets" {
    url "https://mcp.acme.example/tickets"
    header "Authorization" secret="tickets-token"
}
"#,
    good: r#"
environment "dev" {
    tracks
}
environment "staging" {
    follows "dev"
}
environment "prod" {
    follows "staging"
}
secret "tickets-token" {
    from "vault" "kv/test/tickets#token"
    in "prod" {
        from "vault" "kv/prod/tickets#token"
    }
}
server "tickets" {
    url "https://mcp.acme.example/tickets"
    header "Authorization" secret="tickets-token"
}
"#,
    references: &["ID005", "OWASP ASI03", "CWE-522"],
};

/// Stores of which every machine has its own.
const LOCAL: &[&str] = &["env", "environment", "keychain", "keyring", "file", "prompt"];

fn find(scope: &Scope<'_>, item: Item<'_>, report: &mut Report) {
    let Some(name) = item.text() else { return };
    if !scope.is_used(Kind::Secret, name) {
        return;
    }
    let mut seen: Vec<(&str, Item<'_>)> = Vec::new();
    for environment in
        scope.environments.iter().filter(|other| other.child(&vocabulary::FOLLOWS).is_some())
    {
        let here = environment.text().unwrap_or_default();
        let Some(from) = place(item, here) else { continue };
        if from.text().is_none_or(|store| LOCAL.contains(&store)) {
            continue;
        }
        let same = |other: &Item<'_>| {
            from.texts().map(|(word, _)| word).eq(other.texts().map(|(word, _)| word))
        };
        if let Some((other, first)) = seen.iter().find(|(_, first)| same(first)) {
            let message = format!("`{other}` and `{here}` have one credential `{name}`");
            let mut found = Diagnostic::new(&RULE, from.path(), from.key_span(), message)
                .help(format!("keep one for each: `in \"{here}\" {{ from \"…\" \"…\" }}`"));
            if *first != from {
                found =
                    found.related(first.path(), first.key_span(), format!("the same in `{other}`"));
            }
            report.push(found);
        }
        seen.push((here, from));
    }
}
