//! `evadable-guard`: a rule that denies or asks, and that one more argument gets around.

use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::{Check, Report, Run};

/// The check.
pub static CHECK: Check =
    Check { rule: &RULE, run: Run::Item(&[&vocabulary::DENY, &vocabulary::ASK], find) };

static RULE: Rule = Rule {
    code: "BW4018",
    name: "evadable-guard",
    severity: Severity::Warning,
    summary: "a `deny` or `ask` with `only-these-arguments`, which one more argument gets around",
    why: "`only-these-arguments` makes a rule hold only where a request has no other argument. In an `allow` it narrows what is given. In a \
          `deny` or `ask` it guards nothing: whoever adds an argument, which most servers pass over, is not denied or asked any more.",
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
        let effect = item.spec().name;
        let message = format!("one more argument gets around this `{effect}`");
        let help = format!("take it away: in a rule that says `{effect}` it guards nothing");
        report.at(&RULE, closed, message, help);
    }
}
