//! Outcomes as JSON: `schema/json/test.schema.json` describes it.

use bailiwick_engine::scenario::{self, Outcome, Tested};
use bailiwick_schema::document::Item;
use bailiwick_schema::span::Span;
use bailiwick_schema::vocabulary;
use serde_json::{Value, json};

use super::{Counts, Report};
use crate::output::decision::{Places, cause_value};
use crate::output::json::json_text;

pub(super) fn print(report: &Report<'_>, places: &mut Places<'_>) -> String {
    let Counts { scenarios, expectations, failed, broken } = report.counts();
    let all: Vec<Value> =
        report.tested.iter().map(|tested| scenario_value(report, tested, places)).collect();
    json_text(&json!({
        "version": 1,
        "holds": report.holds(),
        "totals": {
            "scenarios": scenarios,
            "expectations": expectations,
            "failed": failed,
            "broken": broken,
        },
        "scenarios": all,
    }))
}

fn scenario_value(report: &Report<'_>, tested: &Tested<'_>, places: &mut Places<'_>) -> Value {
    let item = tested.scenario;
    let problems: Vec<Value> = tested
        .problems
        .iter()
        .map(|problem| {
            json!({
                "message": problem.message,
                "help": problem.help,
                "place": place(item, problem.span, places),
            })
        })
        .collect();
    let expectations: Vec<Value> =
        tested.outcomes.iter().map(|outcome| expectation(report, outcome, places)).collect();
    json!({
        "name": tested.name(),
        "because": item.child(&vocabulary::BECAUSE).and_then(Item::text),
        "place": place(item, item.key_span(), places),
        "holds": tested.holds(),
        "problems": problems,
        "expectations": expectations,
    })
}

fn expectation(report: &Report<'_>, outcome: &Outcome<'_>, places: &mut Places<'_>) -> Value {
    let request = &outcome.request;
    let arguments = scenario::arguments(request.item).unwrap_or_default();
    let decided = cause_value(
        (outcome.effect, &outcome.cause),
        (outcome.resource.as_ref(), &arguments),
        outcome.agent,
        report.workspace,
        places,
    );
    json!({
        "agent": outcome.agent,
        "environment": outcome.environment,
        "present": outcome.is_present,
        "expected": request.effect.as_str(),
        "action": request.action.as_str(),
        "resource": request.resource,
        "arguments": arguments.words(),
        "place": place(request.item, request.span, places),
        "holds": outcome.holds(),
        "flaw": outcome.flaw.as_ref().map(|(flaw, _)| flaw.message(request)),
        "decided": decided,
    })
}

fn place(item: Item<'_>, span: Span, places: &mut Places<'_>) -> Value {
    json!({
        "path": item.path().as_str(),
        "line": places.line(item, span),
        "start": span.start,
        "end": span.end,
    })
}
