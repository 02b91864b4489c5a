//! `fraction-of-a-cent`: an amount finer than its currency.

use bailiwick_schema::document::Item;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::vocabulary;

use crate::check::{Check, Report, Run};

/// The check.
pub static CHECK: Check = Check {
    rule: &RULE,
    run: Run::Item(&[&vocabulary::COST_PER_RUN, &vocabulary::COST_PER_DAY], find),
};

static RULE: Rule = Rule {
    code: "BW6111",
    name: "fraction-of-a-cent",
    severity: Severity::Info,
    summary: "an amount with more decimal places than its currency has",
    why: "The amount is kept exactly, but many runtimes and bills count in the smallest coin and round: `0.005 USD` becomes nothing or a \
          cent. Round it yourself, or limit `tokens-per-run` instead.",
    bad: r#"
agent "clerk" {
    limits {
        cost-per-run "0.005 USD"
    }
}
"#,
    good: r#"
agent "clerk" {
    limits {
        cost-per-run "0.01 USD"
    }
}
"#,
    references: &["RL004"],
};

fn find(item: Item<'_>, report: &mut Report) {
    let Some(money) = item.money() else { return };
    let coins = money.currency.subunit_fraction().map_or(1, u32::from);
    let places = coins.max(1).ilog10();
    if money.amount.scale() > places {
        report.at(
            &RULE,
            item,
            format!(
                "`{money}` is finer than {} is counted, in {places} decimal places",
                money.currency.code()
            ),
            "round it, or limit `tokens-per-run` instead",
        );
    }
}
