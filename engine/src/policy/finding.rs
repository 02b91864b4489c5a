//! Violations as findings.

use bailiwick_schema::diagnostic::{Diagnostic, Label};
use bailiwick_schema::rule::Rule;
use bailiwick_schema::vocabulary;

use super::clause::{Bound, Clause, Demand};
use super::watch::{Breach, Violation};
use crate::check::rules::policy::{
    limit_above_policy, missing_requirement, policy_violation, unproven_policy,
};
use crate::permission::{Effect, Witness};
use crate::show::display;

/// The finding of a violation by this agent.
pub(super) fn of(agent: &str, violation: &Violation<'_, '_>) -> Diagnostic {
    let Violation { policy, clause, breach, at, beside, environments } = violation;
    let place = place(environments);
    let mut span = clause.span;
    let (rule, message, said, help) = match (&clause.demand, breach) {
        (Demand::Bound(bound), Breach::Request(request, effect)) => {
            let written = bound.meaning(request);
            span = written.map_or(span, |written| written.span);
            let pattern = written.map_or(&*request.resource, |written| written.text);
            request_words(agent, &place, policy.name, bound, (request, *effect), pattern)
        }
        (Demand::Bound(bound), _) => not_proven(agent, &place, policy.name, bound),
        (Demand::Limit { path, .. }, breach) => {
            let most = most(clause, policy.item);
            limit_words(agent, &place, policy.name, path, &most, breach)
        }
        (Demand::Require { path, rows }, _) => (
            &missing_requirement::RULE,
            format!("`{agent}` has no `{path}`{place}, which policy `{}` requires", policy.name),
            "required here".to_owned(),
            format!("give it one: `{}`", rows.last().map_or("", |row| row.example)),
        ),
    };
    let because = policy.item.child(&vocabulary::POLICY_BECAUSE).and_then(|item| item.text());
    let said = because.map_or_else(|| said.clone(), |because| format!("{said}: {because}"));
    let mut found = Diagnostic::new(rule, &at.path, at.span, message).label(&*at.text);
    found.related = beside.clone();
    found.related.push(Label { path: clause.path.clone(), span, text: said });
    found.severity = policy.severity;
    found.controls.clone_from(&policy.controls);
    found.help(help)
}

type Words = (&'static Rule, String, String, String);

fn request_words(
    agent: &str,
    place: &str,
    policy: &str,
    bound: &Bound<'_>,
    (request, effect): (&Witness, Effect),
    pattern: &str,
) -> Words {
    let action = bound.action;
    let (message, said, remedy) = if bound.most == Effect::Deny {
        let may = if effect == Effect::Ask { "may ask to" } else { "may" };
        let message =
            format!("`{agent}` {may} {action} `{request}`{place}, which policy `{policy}` forbids");
        (message, "forbidden here", "deny")
    } else {
        let message = format!(
            "`{agent}` may {action} `{request}`{place} unasked, and policy `{policy}` has a person agree to that"
        );
        (message, "at most `ask` here", "ask")
    };
    let help = format!(
        "narrow the rule, or lay `{remedy} {action} {}` over it",
        serde_json::Value::from(pattern)
    );
    (&policy_violation::RULE, message, said.to_owned(), help)
}

fn not_proven(agent: &str, place: &str, policy: &str, bound: &Bound<'_>) -> Words {
    let action = bound.action;
    let message =
        format!("what `{agent}` may {action}{place} is not proven to keep policy `{policy}`");
    let help = "its patterns are too many or too alike to tell: begin those with `**/` at a folder, as in `src/**/x`, or deny what the \
                policy forbids";
    (&unproven_policy::RULE, message, "not proven to be kept".to_owned(), help.to_owned())
}

fn limit_words(
    agent: &str,
    place: &str,
    policy: &str,
    path: &str,
    most: &str,
    breach: &Breach,
) -> Words {
    let said = format!("at most `{most}` here");
    match breach {
        Breach::Above(limit) => (
            &limit_above_policy::RULE,
            format!(
                "`{path}` of `{agent}` is `{limit}`{place}, and policy `{policy}` permits `{most}`"
            ),
            said,
            format!("set it to at most `{most}`"),
        ),
        Breach::Incomparable(limit) => (
            &unproven_policy::RULE,
            format!(
                "`{path}` of `{agent}` is `{limit}`{place}, which nobody can compare with the `{most}` of policy `{policy}`"
            ),
            said,
            "write both in the same currency".to_owned(),
        ),
        _ => (
            &limit_above_policy::RULE,
            format!("`{agent}` has no `{path}`{place}, and policy `{policy}` permits `{most}`"),
            said,
            format!("set it to at most `{most}`"),
        ),
    }
}

/// The highest value, as the policy writes it.
fn most(clause: &Clause<'_>, policy: bailiwick_schema::document::Item<'_>) -> String {
    match &clause.demand {
        Demand::Limit { most, .. } => display(policy, most),
        _ => String::new(),
    }
}

/// ` in `staging` and `prod``.
fn place(environments: &[&str]) -> String {
    let names: Vec<String> = environments.iter().map(|name| format!("`{name}`")).collect();
    match names.split_last() {
        None => String::new(),
        Some((only, [])) => format!(" in {only}"),
        Some((last, others)) => format!(" in {} and {last}", others.join(", ")),
    }
}
