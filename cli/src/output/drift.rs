//! How what stands somewhere differs from what would be rendered: for people, and as JSON.

mod json;

use std::collections::BTreeMap;

use bailiwick_engine::drift::{Beyond, Change, Compared, Drift, FileDrift, Meaning, State};
use bailiwick_engine::fix::unified_diff;
use bailiwick_engine::permission::Effect;
use bailiwick_engine::render::deployed::{Deployed, Standing};
use bailiwick_engine::render::dialect::{Note, Weight};
use bailiwick_engine::render::{Rendered, Target};
use bailiwick_schema::document::Item;
use bailiwick_schema::path::FilePath;

use super::count::counted;
use super::visible::{visible, visible_lines};
use super::witness::witness;

pub use json::json;

/// What was compared, and what came of it.
pub struct Report<'r> {
    /// The target and the environment.
    pub job: (&'r Target, Option<Item<'r>>),
    /// The folder, as people name it.
    pub folder: &'r str,
    /// What would stand there.
    pub rendered: &'r Rendered,
    /// What stands there.
    pub deployed: &'r Deployed,
    /// How it differs.
    pub drift: &'r Drift,
}

/// So many of each kind are named; more are counted.
const FEW: usize = 12;

/// So many files are shown line by line.
const MOST_SHOWN: usize = 6;

/// So many lines of a difference are shown of one file.
const MOST_LINES: usize = 24;

/// Longer lines are cut.
const MOST_COLUMNS: usize = 200;

/// For people.
#[must_use]
pub fn human(report: &Report<'_>) -> String {
    let (target, environment) = report.job;
    let id = visible(&target.id()).into_owned();
    let from = environment.and_then(Item::text).map(|name| format!(" from {}", visible(name)));
    let drift = report.drift;
    let files = counted(drift.unchanged, "file");
    let mut text = format!(
        "{id}{} in {}: {files} as rendered, {}\n",
        from.unwrap_or_default(),
        visible(report.folder),
        states(&drift.files)
    );
    text += &few(drift.files.iter().map(|file| format!("  {}\n", line(file))), "file");
    text += &differences(report);
    text + &meaning(drift, &id)
}

fn states(files: &[FileDrift]) -> String {
    if files.is_empty() {
        return "none that differs".to_owned();
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    files.iter().for_each(|file| *counts.entry(word(&file.state)).or_default() += 1);
    let counts: Vec<String> =
        counts.iter().map(|(word, count)| format!("{count} {word}")).collect();
    counts.join(", ")
}

const fn word(state: &State) -> &'static str {
    match state {
        State::Missing => "missing",
        State::Edited => "edited",
        State::Stale => "stale",
        State::Foreign => "foreign",
        State::Unread(_) => "unread",
    }
}

fn line(file: &FileDrift) -> String {
    let path = visible(&file.path);
    match &file.state {
        State::Missing => format!("- {path}: it is not there"),
        State::Edited => format!("~ {path}: it was edited"),
        State::Stale => format!("+ {path}: it was rendered once, and would not be any more"),
        State::Foreign => format!("+ {path}: it was never rendered, and is read there"),
        State::Unread(why) => format!("? {path}: it was not read: {why}"),
    }
}

/// The first lines, and how many more there are.
fn few(lines: impl Iterator<Item = String>, what: &str) -> String {
    let lines: Vec<String> = lines.collect();
    let mut text: String = lines.iter().take(FEW).map(String::as_str).collect();
    if lines.len() > FEW {
        text += &format!("  and {} more\n", counted(lines.len() - FEW, what));
    }
    text
}

/// How edited files differ from what would be rendered.
fn differences(report: &Report<'_>) -> String {
    let edited = report.drift.files.iter().filter(|file| file.state == State::Edited);
    let mut text = String::new();
    for FileDrift { path, .. } in edited.take(MOST_SHOWN) {
        let file = report.rendered.files.iter().find(|file| file.path == *path);
        let standing = report.deployed.files.get(path).and_then(Standing::bytes);
        let (Some(file), Some(standing)) = (file, standing) else { continue };
        let before = String::from_utf8_lossy(&file.bytes);
        let after = String::from_utf8_lossy(standing);
        let difference = unified_diff(&FilePath::from(path.as_str()), &before, &after);
        for line in difference.lines().take(MOST_LINES) {
            let cut: String = line.chars().take(MOST_COLUMNS).collect();
            text += &format!("{}\n", visible_lines(&cut));
        }
        let more = difference.lines().count().saturating_sub(MOST_LINES);
        if more > 0 {
            text += &format!("and {} more\n", counted(more, "line"));
        }
    }
    text
}

fn meaning(drift: &Drift, id: &str) -> String {
    let (compared, evidence) = match &drift.meaning {
        Meaning::NotEnforced => return format!("  {id}: no permission is enforced\n"),
        Meaning::NotRead(dialect) => {
            return format!(
                "  what the files mean was not compared: this release does not read `{dialect}` back\n"
            );
        }
        Meaning::Read(compared, evidence) => (compared, evidence),
    };
    let mut text = few(
        compared.absent.iter().map(|agent| format!("  absent: `{}`\n", visible(agent))),
        "agent",
    );
    let (more, less): (Vec<_>, Vec<_>) =
        compared.changes.iter().partition(|(change, _)| change.shift.is_more());
    text += &few(more.into_iter().map(changed), "request");
    text += &few(less.into_iter().map(changed), "request");
    text += &few(
        compared.unproven.iter().map(|(action, agents)| {
            format!(
                "  unknown: whether `{}` differs is not proven: {}\n",
                action.as_str(),
                named(agents)
            )
        }),
        "action",
    );
    let mut notes: Vec<&Note> = compared.notes.iter().collect();
    notes.sort();
    text += &few(notes.into_iter().map(noted), "note");
    text + &verdict(drift, compared) + &format!("  {id}: {}\n", read_by(&evidence.to_string()))
}

/// What the comparison stands on.
fn read_by(evidence: &str) -> String {
    format!("what it means is {evidence}")
}

/// What all of it comes to.
fn verdict(drift: &Drift, compared: &Compared) -> String {
    if compared.is_any() {
        let differing = compared.agents.saturating_sub(compared.alike);
        return format!(
            "  {} of {} may do something else\n",
            differing,
            counted(compared.agents, "agent")
        );
    }
    let agents = counted(compared.agents, "agent");
    let is_unread = |file: &FileDrift| !matches!(file.state, State::Edited | State::Missing);
    if drift.files.is_empty() {
        format!("  {agents} may do what is rendered, and no more\n")
    } else if drift.files.iter().any(is_unread) {
        format!(
            "  of {agents} nothing else is known to be allowed; what the files do that were never rendered was not looked at\n"
        )
    } else {
        format!(
            "  {agents} may do what is rendered, and no more: what differs changes no request that is compared\n"
        )
    }
}

fn changed((change, agents): (&Change, &Vec<String>)) -> String {
    format!("  {}: {}\n", sentence(change), named(agents))
}

/// A change in words.
fn sentence(change: &Change) -> String {
    let shift = &change.shift;
    let direction = if shift.is_more() { "widens" } else { "narrows" };
    let beyond = match &change.beyond {
        _ if shift.after > change.declared => {
            format!(", and is declared to be {}", done(change.declared))
        }
        Beyond::Yes(more) => {
            let request = witness(&more.request);
            format!(
                "; {request} is {} there, and is declared to be {}",
                done(more.after),
                done(more.before)
            )
        }
        Beyond::NotProven => "; it is not proven that no more than is declared is given".to_owned(),
        Beyond::No => String::new(),
    };
    format!(
        "{direction}: `{}` of {} is {} in the rendering and {} there{beyond}",
        change.action.as_str(),
        witness(&shift.request),
        done(shift.before),
        done(shift.after)
    )
}

fn noted(note: &Note) -> String {
    let (file, what) = (visible(&note.file), visible(&note.what));
    format!("  {}: {file}: `{what}`: {}\n", weight(note.weight), note.why)
}

const fn weight(weight: Weight) -> &'static str {
    match weight {
        Weight::Loosens => "may loosen",
        Weight::Unknown => "unknown",
        Weight::Narrows => "may narrow",
        Weight::Nothing => "no matter",
    }
}

const fn done(effect: Effect) -> &'static str {
    match effect {
        Effect::Allow => "allowed",
        Effect::Ask => "asked about",
        Effect::Deny => "denied",
    }
}

/// The agents, where they are few.
fn named(agents: &[String]) -> String {
    if agents.len() > 3 {
        return counted(agents.len(), "agent");
    }
    let agents: Vec<String> = agents.iter().map(|agent| format!("`{}`", visible(agent))).collect();
    agents.join(", ")
}
