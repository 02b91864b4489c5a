//! `shared-email`: two principals with one address.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::{Check, Report, Run, Scope};

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Scoped(&[&vocabulary::PRINCIPAL], find) };

static RULE: Rule = Rule {
    code: "BW3009",
    name: "shared-email",
    severity: Severity::Warning,
    summary: "two principals with one `email`",
    why: "A commit and an approval are known to be somebody's by the address. Where two principals have the same, one person counts as \
          two, and a rule that wants two pairs of eyes is met by one.",
    bad: r#"
principal "mira" {
    email "mira@acme.example"
}
principal "jonas" {
    email "Mira@acme.example"
}
"#,
    good: r#"
principal "mira" {
    email "mira@acme.example"
}
principal "jonas" {
    email "jonas@acme.example"
}
"#,
    references: &["HO002", "OWASP ASI09", "OWASP ASI03"],
};

fn find(scope: &Scope<'_>, item: Item<'_>, report: &mut Report) {
    for (address, span) in item.children_of(&vocabulary::EMAIL).flat_map(Item::texts) {
        let first = scope.facts().addresses.get(&address.to_lowercase()).copied();
        let Some(first) = first.filter(|first| *first != item && first.text() != item.text())
        else {
            continue;
        };
        let name = first.text().unwrap_or_default();
        report.push(
            Diagnostic::new(
                &RULE,
                item.path(),
                span,
                format!("`{address}` is the address of `{name}`, too"),
            )
            .related(first.path(), first.key_span(), "declared here")
            .help("give each principal its own address, or make them one"),
        );
    }
}
