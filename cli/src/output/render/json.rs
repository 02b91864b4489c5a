//! What a rendering did, as JSON.

use bailiwick_engine::permission::Shift;
use bailiwick_engine::render::{Loss, Refusal};
use serde_json::{Value, json};

use super::super::json::json_text;
use super::{Done, Report, changed, lost};

/// All of them, as `bailiwick schema render` says.
#[must_use]
pub fn json(reports: &[Report<'_>]) -> String {
    let renderings: Vec<Value> = reports.iter().map(one).collect();
    json_text(&json!({ "version": 1, "renderings": renderings }))
}

fn one(report: &Report<'_>) -> Value {
    let rendered = report.rendered;
    let id = report.target.id();
    let evidence = rendered.evidence.map(|known| {
        json!({
            "grade": known.grade(),
            "words": known.to_string(),
            "proofs": rendered.proofs.all,
            "exact": rendered.proofs.exact,
        })
    });
    let losses: Vec<Value> =
        rendered.losses.iter().map(|(loss, agents)| loss_value(loss, &id, agents)).collect();
    let in_the_way: Vec<Value> = report
        .plan
        .in_the_way
        .iter()
        .map(|(path, why)| json!({ "path": path, "why": why }))
        .collect();
    json!({
        "target": id,
        "environment": report.environment,
        "folder": report.folder,
        "outcome": match report.done {
            Done::Written => "written",
            Done::Looked => "checked",
            Done::Refused => "refused",
        },
        "agents": rendered.agents,
        "files": {
            "written": changed(report).collect::<Vec<_>>(),
            "kept": report.plan.kept,
            "removed": report.plan.removed,
            "in-the-way": in_the_way,
        },
        "evidence": evidence,
        "losses": losses,
        "refusals": rendered.refusals.iter().map(refusal).collect::<Vec<_>>(),
    })
}

fn loss_value(loss: &Loss, target: &str, agents: &[String]) -> Value {
    let (kind, part, shift) = match loss {
        Loss::Part(path) => ("part", path.as_str(), Value::Null),
        Loss::Stricter(action, shift) => ("stricter", action.as_str(), request(shift)),
        Loss::Unguarded(action, shift) => ("unguarded", action.as_str(), request(shift)),
        Loss::Hooked(action, shift) => ("hooked", action.as_str(), request(shift)),
    };
    json!({
        "kind": kind,
        "of": part,
        "request": shift,
        "message": lost(loss, target),
        "agents": agents,
    })
}

fn request(shift: &Shift) -> Value {
    json!({
        "resource": shift.request.resource,
        "arguments": shift.request.arguments.to_string(),
        "declared": shift.before.as_str(),
        "rendered": shift.after.as_str(),
    })
}

fn refusal(refusal: &Refusal) -> Value {
    json!({ "agent": refusal.agent, "message": refusal.message, "help": refusal.help })
}
