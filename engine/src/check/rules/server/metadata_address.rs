//! `metadata-address`: a URL that leads to a cloud's metadata service.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::address::{self, Reach};
use crate::check::{Check, Report, Run};

/// The check.
pub static CHECK: Check = Check {
    rule: &RULE,
    run: Run::Item(&[&vocabulary::URL, &vocabulary::COMMAND, &vocabulary::VARIABLE], find),
};

static RULE: Rule = Rule {
    code: "BW6309",
    name: "metadata-address",
    severity: Severity::Error,
    summary: "a URL that leads to a cloud's metadata service",
    why: "`169.254.169.254` and its kin hand the machine's credentials to whoever asks from there. No MCP server lives at such an \
          address, and a tool that can be pointed there is the usual way to steal them. Unusual spellings of the address \
          (decimal, octal, IPv6, full-width digits) are resolved first.",
    bad: r#"
server "tickets" {
    url "https://2852039166/latest/meta-data"
}
"#,
    good: r#"
server "tickets" {
    url "https://mcp.acme.example/tickets"
}
"#,
    references: &["PM007", "OWASP ASI03", "CWE-918"],
};

fn find(item: Item<'_>, report: &mut Report) {
    let value = item
        .property("value")
        .and_then(|property| Some((item.text_of(&property.value)?, property.value_span)));
    let own = item.texts().filter(|_| item.spec() != &vocabulary::VARIABLE);
    for (text, span) in own.chain(value) {
        if !text.contains("://") || address::reach(text) != Reach::Metadata {
            continue;
        }
        let host = address::host(text).unwrap_or(text);
        report.push(
            Diagnostic::new(
                &RULE,
                item.path(),
                span,
                format!("`{host}` is a cloud's metadata address"),
            )
            .label("hands out the machine's credentials")
            .help("name the server's own host"),
        );
    }
}
