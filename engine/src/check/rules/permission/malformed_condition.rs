//! `malformed-condition`: a `when` that says nothing, or that no request could meet.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::{Check, Report, Run};
use crate::permission::{Action, Condition, ConditionError};

/// The check.
pub static CHECK: Check = Check {
    rule: &RULE,
    run: Run::Item(&[&vocabulary::ALLOW, &vocabulary::ASK, &vocabulary::DENY], find),
};

static RULE: Rule = Rule {
    code: "BW4002",
    name: "malformed-condition",
    severity: Severity::Error,
    summary: "a `when` that says nothing of its argument, or that no request could meet",
    why: "A condition that was meant to narrow a permission, and does not, gives more than anybody wanted. Until it is mended, an `allow` \
          with it gives nothing, and a `deny` or `ask` holds for all arguments.",
    bad: r#"
server "payments" {
    url "https://mcp.acme.example/payments"
}
agent "clerk" {
    server "payments"
    permissions {
        ask call "payments/refund" {
            when "amount" at-least=50 at-most=5
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
        ask call "payments/refund" {
            when "amount" at-least=5 at-most=50
        }
    }
}
"#,
    references: &["CWE-1284", "OWASP ASI02"],
};

fn find(item: Item<'_>, report: &mut Report) {
    if !item.has_children() {
        return;
    }
    if let Some(action) =
        item.text().and_then(Action::named).filter(|action| !action.has_arguments())
    {
        let message = format!("a request to {action} has no arguments");
        let help = "take the block away; only `call` and `fetch` have arguments";
        report.push(Diagnostic::new(&RULE, item.path(), item.span(), message).help(help));
    } else if let Err(ConditionError { at, message, help }) = Condition::of(item) {
        report.push(Diagnostic::new(&RULE, item.path(), at, message).help(help));
    }
}
