//! `zero-limit`: a limit of nothing.

use bailiwick_schema::document::{Item, Value};
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::span::Span;
use bailiwick_schema::vocabulary;

use crate::check::{Check, Report, Run};

/// The check.
pub static CHECK: Check = Check {
    rule: &RULE,
    run: Run::Item(
        &[
            &vocabulary::COST_PER_RUN,
            &vocabulary::COST_PER_DAY,
            &vocabulary::WALL_CLOCK,
            &vocabulary::TIMEOUT,
            &vocabulary::CIRCUIT_BREAKER,
            &vocabulary::RETAIN,
        ],
        find,
    ),
};

static RULE: Rule = Rule {
    code: "BW6110",
    name: "zero-limit",
    severity: Severity::Warning,
    summary: "an amount or a time of zero",
    why: "A run that may cost nothing or last no time never starts, a call that may take no time always fails, and a circuit breaker \
          that counts or stays open for no time does nothing. To have no limit, leave it out; to stop an agent, take its servers away \
          or move it to a stage that lives nowhere.",
    bad: r#"
agent "clerk" {
    failure {
        circuit-breaker after=5 within="0s" cool-down="5m"
    }
}
"#,
    good: r#"
agent "clerk" {
    failure {
        circuit-breaker after=5 within="1m" cool-down="5m"
    }
}
"#,
    references: &["RL006", "RL007"],
};

fn find(item: Item<'_>, report: &mut Report) {
    let name = item.spec().name;
    let mut zero = |what: &str, value: &Value, span: Span| {
        let nothing = match value {
            Value::Duration(time) => time.milliseconds() == 0,
            Value::Money(money) => money.amount.is_zero(),
            _ => false,
        };
        if nothing {
            report.place(
                &RULE,
                item.path(),
                span,
                format!("`{what}` is zero"),
                "write what is meant, or leave it out to have no limit",
            );
        }
    };
    for argument in item.arguments() {
        zero(name, &argument.value, argument.span);
    }
    for property in item.properties() {
        let key = property.spec.map_or(name, |spec| spec.name);
        zero(key, &property.value, property.value_span);
    }
}
