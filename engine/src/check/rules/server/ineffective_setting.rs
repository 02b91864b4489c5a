//! `ineffective-setting`: `env` on a remote server, or `header` on a started one.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::canonical::effective_server;
use crate::check::{Check, Report, Run, Scope};

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Scoped(&[&vocabulary::SERVER], find) };

static RULE: Rule = Rule {
    code: "BW6310",
    name: "ineffective-setting",
    severity: Severity::Warning,
    summary: "an `env` on a remote server, or a `header` on one that is started",
    why: "A remote server's process is not ours, so a variable never reaches it; a server over stdio has no requests to carry a \
          header. The credential that somebody meant to give is not given, and the server answers as to a stranger, or not at all.",
    bad: r#"
secret "tickets-token" {
    from "vault" "kv/tickets#token"
}
server "tickets" {
    url "https://mcp.acme.example/tickets"
    env "TICKETS_TOKEN" secret="tickets-token"
}
"#,
    good: r#"
secret "tickets-token" {
    from "vault" "kv/tickets#token"
}
server "tickets" {
    url "https://mcp.acme.example/tickets"
    header "Authorization" secret="tickets-token"
}
"#,
    references: &["CWE-1164"],
};

fn find(scope: &Scope<'_>, item: Item<'_>, report: &mut Report) {
    let settings = [&vocabulary::VARIABLE, &vocabulary::HEADER];
    let overlays = item.children_of(&vocabulary::SERVER_IN);
    let mut blocks = std::iter::once(item).chain(overlays);
    if !blocks.any(|block| block.children().any(|child| settings.contains(&child.spec()))) {
        return;
    }
    let environments = scope.environments.iter().filter_map(|environment| environment.text());
    // A setting that has an effect in one environment has one.
    let mut effective: Vec<Item<'_>> = Vec::new();
    let mut idle: Vec<(Item<'_>, Item<'_>)> = Vec::new();
    for environment in environments.map(Some).chain(scope.environments.is_empty().then_some(None)) {
        let fields = effective_server(item, environment);
        let of = |spec| fields.iter().find(|field| field.spec() == spec).map(|field| field.item);
        for field in &fields {
            let blocker = if field.spec() == &vocabulary::VARIABLE {
                of(&vocabulary::URL)
            } else if field.spec() == &vocabulary::HEADER {
                of(&vocabulary::COMMAND)
            } else {
                continue;
            };
            match blocker {
                Some(blocker) => idle.push((field.item, blocker)),
                None => effective.push(field.item),
            }
        }
    }
    idle.retain(|(setting, _)| !effective.contains(setting));
    for (setting, blocker) in idle {
        report.push(finding(setting, blocker));
    }
}

fn finding(setting: Item<'_>, blocker: Item<'_>) -> Diagnostic {
    let name = setting.text().unwrap_or_default();
    let (message, help) = if setting.spec() == &vocabulary::VARIABLE {
        (
            format!("the variable `{name}` never reaches a remote server"),
            "write a `header`, or a `command` that is started here",
        )
    } else {
        (
            format!("the header `{name}` is never sent to a server over stdio"),
            "write an `env`, or a `url` that is connected to",
        )
    };
    Diagnostic::new(&RULE, setting.path(), setting.key_span(), message)
        .label("has no effect")
        .related(
            blocker.path(),
            blocker.name_span(),
            format!("because of this `{}`", blocker.spec().name),
        )
        .help(help)
}
