//! A difference as SARIF 2.1.0 (OASIS), for code scanning: a result a group, where it stands after the change.

#[cfg(test)]
mod tests;

use bailiwick_engine::diff::{Group, Section, What};
use bailiwick_engine::show::Source;
use serde_json::{Value, json};

use super::pieces::{Line, lines};
use super::{Named, Report, sentence};
use crate::output::json::json_text;
use crate::output::sarif::{MOST_RESULTS, Run, artifact};
use crate::output::visible::visible;
use crate::output::why::shown_path;

/// So many pieces of a group are told.
const MOST_PIECES: usize = 20;

/// What a group is found to be, by the section that it belongs to: the id, the level, and what it means.
const RULES: [(Section, &str, &str, &str); 6] = [
    (Section::Widens, "diff/widens", "warning", "Agents are given more than before."),
    (
        Section::Governance,
        "diff/governance",
        "warning",
        "A policy demands something else, or leaves other agents alone.",
    ),
    (Section::Narrows, "diff/narrows", "note", "Agents are given less than before."),
    (
        Section::Undecided,
        "diff/undecided",
        "warning",
        "Nothing on sets of requests says which way it goes; a gate takes it for more.",
    ),
    (
        Section::Risks,
        "diff/risk",
        "warning",
        "A change that no set of requests describes, and that a reviewer should look at.",
    ),
    (Section::Neutral, "diff/neutral", "none", "Nothing of what may be done changes."),
];

/// The difference as a SARIF log with one run.
pub(super) fn print(report: &Report<'_>) -> String {
    json_text(&log(report, MOST_RESULTS))
}

/// The log with at most so many results, those that matter most.
fn log(report: &Report<'_>, most_results: usize) -> Value {
    let difference = report.difference;
    let told = difference.groups.iter().filter(|group| group.change.section() != Section::Neutral);
    let results: Vec<Value> =
        told.clone().take(most_results).map(|group| result(report, group)).collect();
    let left_out = told.count().saturating_sub(most_results);
    let rules = RULES.map(|(_, id, level, text)| {
        json!({
            "id": id,
            "shortDescription": { "text": text },
            "defaultConfiguration": { "level": level },
        })
    });
    let properties = json!({
        "id": difference.id().to_string(),
        "verdict": difference.direction().as_str(),
        "from": report.before.name,
        "to": report.after.name,
    });
    Run {
        rules: rules.into(),
        is_whole: difference.is_whole(),
        notifications: notifications(report, left_out),
        properties: Some(properties),
        results,
    }
    .log()
}

/// What is broken on a side, so that the difference of the rest is shown, and how many groups are not among the results.
fn notifications(report: &Report<'_>, left_out: usize) -> Vec<Value> {
    let sides = [
        (&report.before, &report.difference.broken_before),
        (&report.after, &report.difference.broken_after),
    ];
    let broken = sides.iter().flat_map(|(side, files)| files.iter().map(move |file| (side, file)));
    let mut all: Vec<Value> = broken
        .map(|(side, file)| {
            let path = side.prefix.path(file.path.as_str());
            let text = format!("{}: {}:{}: {}", side.name, path, file.line, file.message);
            json!({ "level": "error", "message": { "text": visible(&text) } })
        })
        .collect();
    if left_out > 0 {
        let text = format!("{} groups that matter least are left out", sentence::number(left_out));
        all.push(json!({ "level": "warning", "message": { "text": text } }));
    }
    all
}

fn result(report: &Report<'_>, group: &Group) -> Value {
    let change = &group.change;
    let section = change.section();
    let index = RULES.iter().position(|(other, ..)| *other == section).unwrap_or_default();
    let (id, level) = RULES.get(index).map_or(("", "none"), |(_, id, level, _)| (*id, *level));
    // A policy more is no warning.
    let is_stricter = section == Section::Governance && change.risk.is_none();
    let level = if is_stricter { "note" } else { level };
    let text = message(report, group);
    let fingerprint = change.id().to_string();
    json!({
        "ruleId": id,
        "ruleIndex": index,
        "level": level,
        "message": { "text": text },
        "locations": location(report, group).into_iter().collect::<Vec<_>>(),
        "partialFingerprints": { "primaryLocationLineHash": fingerprint, "bailiwickChange/v1": fingerprint },
        "properties": {
            "risk": change.risk.map(|risk| risk.as_str()),
            "agents": group.agents.len(),
        },
    })
}

/// The field and whose it is, what shows the change, and the pieces.
fn message(report: &Report<'_>, group: &Group) -> String {
    let change = &group.change;
    let plain = |name: &str| visible(name).into_owned();
    let risk = change.risk.map_or_else(String::new, |risk| format!(" [{risk}]"));
    let field = visible(&change.field.join(" ")).into_owned();
    let mut all = vec![format!("{field}{risk}: {}", sentence::whose(group, plain))];
    if let What::Agent(fate) = change.what {
        all.push(sentence::fate(fate).to_owned());
    }
    all.extend(sentence::witnesses(change, |resource| format!("`{}`", visible(resource))));
    let (pieces, more) = lines(report, group, MOST_PIECES);
    all.extend(pieces.iter().map(|piece| match piece {
        Line::Words(runs) => runs.iter().map(|run| run.marked()).collect::<Vec<_>>().join(" "),
        Line::Side(sign, text, _) => format!("{} {text}", sign.as_char()),
    }));
    if more > 0 {
        all.push(format!("and {} more", sentence::number(more)));
    }
    all.join("\n")
}

/// Where it stands: after the change, or before it where nothing is left.
fn location(report: &Report<'_>, group: &Group) -> Option<Value> {
    let after = group.places.iter().find_map(|stand| stand.after.as_ref());
    let before = || group.places.iter().find_map(|stand| stand.before.as_ref());
    let at = |side: &Named<'_>, source: &Source| {
        let shown = shown_path(source, &side.prefix);
        json!({ "physicalLocation": {
            "artifactLocation": artifact(&source.path, &shown),
            "region": { "startLine": source.line },
        }})
    };
    after
        .map(|source| at(&report.after, source))
        .or_else(|| before().map(|source| at(&report.before, source)))
}
