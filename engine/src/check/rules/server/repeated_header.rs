//! `repeated-header`: two headers of one server whose names differ only by case.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::{Check, Report, Run};

/// The check.
pub static CHECK: Check =
    Check { rule: &RULE, run: Run::Item(&[&vocabulary::SERVER, &vocabulary::SERVER_IN], find) };

static RULE: Rule = Rule {
    code: "BW6315",
    name: "repeated-header",
    severity: Severity::Error,
    summary: "two headers of one server whose names differ only by case",
    why: "HTTP compares the names of headers without case, so both name one header. Which value is sent, or whether both are, depends on \
          the client.",
    bad: r#"
server "tickets" {
    url "https://mcp.acme.example/tickets"
    header "X-Team" value="support"
    header "x-team" value="sales"
}
"#,
    good: r#"
server "tickets" {
    url "https://mcp.acme.example/tickets"
    header "X-Team" value="support"
}
"#,
    references: &["RFC 9110"],
};

fn find(item: Item<'_>, report: &mut Report) {
    let mut seen: Vec<Item<'_>> = Vec::new();
    for header in item.children_of(&vocabulary::HEADER) {
        let name = header.text().unwrap_or_default();
        let is_same = |other: &&Item<'_>| {
            let other = other.text().unwrap_or_default();
            other.eq_ignore_ascii_case(name) && other != name
        };
        // No server has hundreds of headers; one that does is not searched whole.
        let Some(first) = seen.iter().take(256).find(is_same) else {
            seen.push(header);
            continue;
        };
        let message = format!("`{name}` and `{}` are one header", first.text().unwrap_or_default());
        report.push(
            Diagnostic::new(&RULE, header.path(), header.key_span(), message)
                .related(first.path(), first.key_span(), "the other one")
                .help("keep one of them"),
        );
    }
}
