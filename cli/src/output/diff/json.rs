//! A difference as JSON: `schema/json/diff.schema.json` describes it.

use bailiwick_engine::diff::{Broken, Direction, Group, What};
use bailiwick_engine::permission::Shift;
use bailiwick_engine::show::Source;
use serde_json::{Value, json};

use super::Report;
use crate::output::json::json_text;
use crate::output::why::source_value;

/// The whole difference as a JSON document.
pub(super) fn print(report: &Report<'_>) -> String {
    let difference = report.difference;
    let counts = difference.counts;
    json_text(&json!({
        "version": 1,
        "id": difference.id().to_string(),
        "from": report.before.name,
        "to": report.after.name,
        "verdict": difference.direction().as_str(),
        "direction": direction(difference.direction()),
        "agents": {
            "before": counts.before,
            "after": counts.after,
            "added": counts.added,
            "removed": counts.removed,
            "renamed": counts.renamed,
            "changed": counts.changed,
        },
        "broken": {
            "before": broken(&difference.broken_before),
            "after": broken(&difference.broken_after),
        },
        "left_out": report.left_out,
        "groups": difference.groups.iter().map(group).collect::<Vec<_>>(),
    }))
}

fn direction(direction: Direction) -> Value {
    let Direction { widens, narrows, undecided } = direction;
    json!({ "widens": widens, "narrows": narrows, "undecided": undecided })
}

fn broken(files: &[Broken]) -> Vec<Value> {
    let file = |file: &Broken| {
        let Broken { path, line, message, errors } = file;
        json!({ "path": path.as_str(), "line": line, "message": message, "errors": errors })
    };
    files.iter().map(file).collect()
}

fn group(group: &Group) -> Value {
    let change = &group.change;
    let pieces = change.pieces.iter().zip(&group.places).map(|(piece, stand)| {
        json!({
            "before": side(piece.before.as_deref(), stand.before.as_ref()),
            "after": side(piece.after.as_deref(), stand.after.as_ref()),
        })
    });
    let agents = group.agents.iter().map(|touched| {
        let environments: Vec<&str> = touched.environments.iter().map(AsRef::as_ref).collect();
        json!({ "name": &*touched.agent, "environments": environments })
    });
    json!({
        "section": change.section().as_str(),
        "field": change.field,
        "what": change.what.as_str(),
        "direction": direction(change.direction),
        "risk": change.risk.map(|risk| risk.as_str()),
        "authority": authority(&change.what),
        "pieces": pieces.collect::<Vec<_>>(),
        "agents": agents.collect::<Vec<_>>(),
        "elsewhere": group.elsewhere,
    })
}

fn authority(what: &What) -> Value {
    let What::Authority(authority) = what else { return Value::Null };
    let shift = |Shift { request, before, after }: &Shift| {
        json!({
            "resource": request.resource,
            "arguments": request.arguments.words(),
            "before": before.as_str(),
            "after": after.as_str(),
        })
    };
    json!({
        "action": authority.action.as_str(),
        "shifts": authority.shifts.iter().map(shift).collect::<Vec<_>>(),
        "unguarded": authority.unguarded.as_ref().map(shift),
        "proven": authority.is_proven,
    })
}

/// What stands on a side; none where nothing does.
fn side(text: Option<&str>, source: Option<&Source>) -> Value {
    if text.is_none() && source.is_none() {
        return Value::Null;
    }
    json!({ "text": text, "source": source.map(source_value) })
}
