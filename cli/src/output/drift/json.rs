//! How what stands somewhere differs from what would be rendered, as JSON.

use bailiwick_engine::drift::{Beyond, Change, Compared, FileDrift, Meaning, State};
use bailiwick_engine::permission::Shift;
use bailiwick_engine::render::dialect::{Note, Weight};
use bailiwick_schema::document::Item;
use serde_json::{Value, json};

use super::super::json::json_text;
use super::{Report, sentence, word};

/// As `bailiwick schema drift` says.
#[must_use]
pub fn json(report: &Report<'_>) -> String {
    let (target, environment) = report.job;
    let drift = report.drift;
    let meaning = match &drift.meaning {
        Meaning::NotEnforced => json!({ "state": "not-enforced" }),
        Meaning::NotRead(dialect) => json!({ "state": "not-read", "dialect": dialect }),
        Meaning::Read(compared, evidence) => {
            let evidence = json!({ "grade": evidence.grade(), "words": evidence.to_string() });
            read(compared, &evidence)
        }
    };
    json_text(&json!({
        "version": 1,
        "target": target.id(),
        "environment": environment.and_then(Item::text),
        "folder": report.folder,
        "drift": drift.is_any(),
        "files": {
            "unchanged": drift.unchanged,
            "differing": drift.files.iter().map(file).collect::<Vec<_>>(),
        },
        "meaning": meaning,
    }))
}

fn file(file: &FileDrift) -> Value {
    let why = match file.state {
        State::Unread(why) => Some(why),
        _ => None,
    };
    json!({ "path": file.path, "state": word(&file.state), "why": why })
}

fn read(compared: &Compared, evidence: &Value) -> Value {
    let changes = compared.changes.iter().map(|(change, agents)| changed(change, agents));
    let unproven = compared.unproven.iter();
    let unproven =
        unproven.map(|(action, agents)| json!({ "action": action.as_str(), "agents": agents }));
    json!({
        "state": "compared",
        "evidence": evidence,
        "agents": compared.agents,
        "alike": compared.alike,
        "absent": compared.absent,
        "changes": changes.collect::<Vec<_>>(),
        "unproven": unproven.collect::<Vec<_>>(),
        "notes": compared.notes.iter().map(note).collect::<Vec<_>>(),
    })
}

fn changed(change: &Change, agents: &[String]) -> Value {
    let (beyond, request) = match &change.beyond {
        Beyond::No => ("no", Value::Null),
        Beyond::Yes(shift) => ("yes", request(shift, "declared", "deployed")),
        Beyond::NotProven => ("not-proven", Value::Null),
    };
    json!({
        "direction": if change.shift.is_more() { "widens" } else { "narrows" },
        "action": change.action.as_str(),
        "request": request_of(change),
        "declared": change.declared.as_str(),
        "beyond-declared": beyond,
        "beyond-request": request,
        "message": sentence(change),
        "agents": agents,
    })
}

fn request_of(change: &Change) -> Value {
    request(&change.shift, "rendered", "deployed")
}

fn request(shift: &Shift, before: &str, after: &str) -> Value {
    json!({
        "resource": shift.request.resource,
        "arguments": shift.request.arguments.to_string(),
        before: shift.before.as_str(),
        after: shift.after.as_str(),
    })
}

fn note(note: &Note) -> Value {
    let weight = match note.weight {
        Weight::Loosens => "loosens",
        Weight::Unknown => "unknown",
        Weight::Narrows => "narrows",
        Weight::Nothing => "nothing",
    };
    json!({ "weight": weight, "file": note.file, "what": note.what, "why": note.why })
}
