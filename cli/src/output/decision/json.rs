//! Decisions as JSON: `schema/json/can.schema.json` and `schema/json/test.schema.json` describe them.

use bailiwick_engine::permission::{Arguments, Cause, Effect, Line, Resource, Share};
use bailiwick_engine::workspace::Workspace;
use serde_json::{Value, json};

use super::{Places, failures, lacking, missing};
use crate::output::why::source_value;

/// What is decided and why, as the members of an object; `agent` is the declared one.
#[must_use]
pub fn cause_value(
    (effect, cause): (Effect, &Cause<'_>),
    (resource, arguments): (Option<&Resource>, &Arguments),
    agent: &str,
    workspace: &Workspace,
    places: &mut Places<'_>,
) -> Value {
    let (mut by, mut overrode, mut unmet) = (Vec::new(), Vec::new(), Vec::new());
    let mut absent = Value::Null;
    let (kind, message) = match cause {
        Cause::Rules { by: deciding, overrode: others } => {
            by = deciding.iter().map(|line| rule("by", line, arguments, places)).collect();
            let mut other = |line| rule("over", line, arguments, places);
            overrode = others.iter().map(&mut other).collect();
            ("rules", "rules match".to_owned())
        }
        Cause::NoRule { unmet: others } => {
            unmet = others.iter().map(|line| rule("not", line, arguments, places)).collect();
            let surely = if others.is_empty() { "" } else { "surely " };
            ("no-rule", format!("no rule {surely}matches"))
        }
        Cause::Refused(refusal) => ("refused", refusal.to_string()),
        Cause::Absent(absence) => {
            let (kind, name, node) = missing(absence);
            let is_declared = !workspace.fleet().names().get(kind, name).is_empty();
            absent = json!({ "node": node, "name": name, "declared": is_declared });
            ("absent", lacking(absence, agent))
        }
    };
    json!({
        "effect": effect.as_str(),
        "resource": resource.map(Resource::as_str),
        "reason": kind,
        "message": message,
        "missing": absent,
        "by": by,
        "overrode": overrode,
        "unmet": unmet,
    })
}

/// Which part of a command line decides; null for everything else.
#[must_use]
pub fn share_value(share: Option<Share>) -> Value {
    let value = |Share { parts, action, doubt }: Share| {
        let doubt = doubt.map(|doubt| doubt.to_string());
        json!({ "parts": parts, "action": action.as_str(), "doubt": doubt })
    };
    share.map_or(Value::Null, value)
}

fn rule(word: &str, line: &Line<'_>, arguments: &Arguments, places: &mut Places<'_>) -> Value {
    let source = source_value(places.of(line));
    let condition = &line.rule.condition;
    let condition = (!condition.is_always()).then(|| condition.to_string());
    json!({
        "effect": line.rule.effect.as_str(),
        "action": line.rule.action.as_str(),
        "pattern": line.member.text,
        "condition": condition,
        "failed": failures(word, line, arguments),
        "source": source,
    })
}
