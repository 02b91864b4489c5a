//! A difference as lines, for tests.

use std::fmt::Write as _;

use bailiwick_engine::diff::{FleetDiff, Group, Only, Piece, What, diff};
use bailiwick_engine::permission::Shift;
use bailiwick_engine::workspace::load;
use bailiwick_engine::world::Memory;

/// The difference of two workspaces in txtar form.
pub fn difference(before: &str, after: &str) -> FleetDiff {
    let load = |text: &str| load(&Memory::example(text));
    diff(&load(before), &load(after), &Only::default())
}

/// A line a group, and its witnesses below it.
pub fn printed(difference: &FleetDiff) -> String {
    let mut text = format!("{}\n", difference.direction());
    for broken in difference.broken_before.iter().chain(&difference.broken_after) {
        writeln!(text, "broken {}:{}: {}", broken.path, broken.line, broken.message).unwrap();
    }
    for group in &difference.groups {
        text.push_str(&line(group));
    }
    text
}

fn line(group: &Group) -> String {
    let change = &group.change;
    let pieces: Vec<String> = change.pieces.iter().map(piece).collect();
    let risk = change.risk.map_or_else(String::new, |risk| format!(" [{risk}]"));
    let agents: Vec<String> = group
        .agents
        .iter()
        .map(|touched| match touched.environments.join(",") {
            environments if environments.is_empty() => touched.agent.to_string(),
            environments => format!("{}@{environments}", touched.agent),
        })
        .collect();
    let agents =
        if agents.len() > 3 { format!("{} agents", agents.len()) } else { agents.join(" ") };
    let mut text = format!(
        "{}{risk} {} {}: {} ({agents})\n",
        change.direction,
        change.field.join("/"),
        change.what.as_str(),
        pieces.join(", "),
    );
    if let What::Authority(authorisation) = &change.what {
        let shifts = authorisation.shifts.iter();
        let shifts = shifts.map(|shift| (if shift.is_more() { "more" } else { "less" }, shift));
        let unguarded = authorisation.unguarded.iter().map(|shift| ("unguarded", shift));
        for (word, Shift { request, before, after }) in shifts.chain(unguarded) {
            writeln!(text, "  {word} {request}: {before} -> {after}").unwrap();
        }
        if !authorisation.is_proven {
            text.push_str("  not proven\n");
        }
    }
    text
}

fn piece(piece: &Piece) -> String {
    match (&piece.before, &piece.after) {
        (Some(before), Some(after)) => format!("{before:?} -> {after:?}"),
        (Some(before), None) => format!("-{before:?}"),
        (None, Some(after)) => format!("+{after:?}"),
        (None, None) => String::new(),
    }
}
