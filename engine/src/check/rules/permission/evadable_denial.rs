//! `evadable-denial`: a denial that one more argument gets around.

use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::{Check, Report, Run};

/// The check.
pub static CHECK: Check = Check { rule: &RULE, run: Run::Item(&[&vocabulary::DENY], find) };

static RULE: Rule = Rule {
    code: "BW4018",
    name: "evadable-denial",
    severity: Severity::Warning,
    summary: "a `deny` with `only-these-arguments`, which one more argument gets around",
    why: "`only-these-arguments` makes a rule hold only where a request has no other argument. In an `allow` it narrows what is given. In a \
          `deny` it guards nothing: whoever adds an argument, which most servers pass over, is not denied any more.",
    bad: r#"
server "payments" {
    url "https://mcp.acme.example/payments"
}
agent "clerk" {
    server "payments"
    permissions {
        allow call "payments/*"
        deny call "payments/refund" {
            when "amount" at-least=50
            only-these-arguments
        }
    }
}
"#,
    good: r#"
server "payments" {
    url "https://mcp.acme.example/payments"
}
agent "clerk" {
    server "payments"
    permissions {
        allow call "payments/*"
        deny call "payments/refund" {
            when "amount" at-least=50
        }
    }
}
"#,
    references: &["CWE-183", "CWE-1284", "OWASP ASI02"],
};

fn find(item: Item<'_>, report: &mut Report) {
    if let Some(closed) = item.child(&vocabulary::ONLY_THESE_ARGUMENTS) {
        let message = "this denial is gotten around by one more argument";
        report.at(&RULE, closed, message, "take it away: in a `deny` it guards nothing");
    }
}
