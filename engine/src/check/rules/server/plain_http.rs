//! `plain-http`: a server that is reached without encryption.

use bailiwick_schema::diagnostic::{Applicability, Diagnostic};
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::span::Span;
use bailiwick_schema::vocabulary;

use crate::check::address::{self, Reach};
use crate::check::launch;
use crate::check::{Check, Report, Run};

/// The check.
pub static CHECK: Check =
    Check { rule: &RULE, run: Run::Item(&[&vocabulary::URL, &vocabulary::COMMAND], find) };

static RULE: Rule = Rule {
    code: "BW6303",
    name: "plain-http",
    severity: Severity::Error,
    summary: "a server that is reached over plain `http`",
    why: "Whoever is on the way reads what the agent sends, credentials included, and can answer in the server's place: tool \
          results are text that the agent may follow. Only the machine itself (`localhost`) may be reached without TLS.",
    bad: r#"
server "tickets" {
    url "http://mcp.acme.example/tickets"
}
"#,
    good: r#"
server "tickets" {
    url "https://mcp.acme.example/tickets"
}
server "notes" {
    url "http://localhost:3000/mcp"
}
"#,
    references: &["SC004", "OWASP ASI07", "OWASP ASI04", "CWE-319"],
};

/// Programs that connect to a remote server and serve it over stdio.
const BRIDGES: &[&str] = &["mcp-remote", "mcp-proxy", "supergateway", "mcp-client-proxy"];

fn find(item: Item<'_>, report: &mut Report) {
    if item.spec() == &vocabulary::URL {
        if let Some(url) = item.text() {
            one(item, url, item.key_span(), report);
        }
        return;
    }
    let words = launch::words(item);
    let is_bridge =
        |word: &str| BRIDGES.iter().any(|bridge| word.split('@').next() == Some(bridge));
    if words.iter().any(|(word, _)| is_bridge(word)) {
        for (word, span) in words {
            one(item, word, span, report);
        }
    }
}

fn one(item: Item<'_>, url: &str, span: Span, report: &mut Report) {
    let scheme = url.get(..7).filter(|scheme| scheme.eq_ignore_ascii_case("http://"));
    let (Some(scheme), Some(host)) = (scheme, address::host(url)) else { return };
    if address::reach(url) == Reach::Loopback {
        return;
    }
    let rest = url.get(scheme.len()..).unwrap_or_default();
    report.push(
        Diagnostic::new(&RULE, item.path(), span, format!("`{host}` is reached over plain `http`"))
            .label("read and answered by anyone on the way")
            .help("write `https`, or put the server on this machine")
            .fix(Applicability::Unsafe, "write `https`", span, format!("\"https://{rest}\"")),
    );
}
