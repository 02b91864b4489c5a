//! What a rendering did: for people, and as JSON.

mod json;

use std::collections::BTreeMap;
use std::path::Path;

use bailiwick_engine::fix::unified_diff;
use bailiwick_engine::permission::Effect;
use bailiwick_engine::render::{Loss, Rendered, Target};
use bailiwick_engine::world::rendered::{Plan, standing};
use bailiwick_schema::path::FilePath;

use super::count::counted;
use super::visible::{visible, visible_lines};
use super::witness::witness;

pub use json::json;

/// One rendering, and what became of it.
pub struct Report<'r> {
    /// The target.
    pub target: &'r Target,
    /// The environment.
    pub environment: Option<&'r str>,
    /// The folder, as people name it.
    pub folder: &'r str,
    /// What was made.
    pub rendered: &'r Rendered,
    /// What had to be done.
    pub plan: &'r Plan,
    /// The folder on disk.
    pub root: &'r Path,
    /// What was done.
    pub done: Done,
}

/// What was done with what was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// It was written.
    Written,
    /// It was held against what stands there.
    Looked,
    /// Nothing.
    Refused,
}

/// So many files are named; more are counted.
const FEW: usize = 12;

/// So many lines of a difference are shown of one file.
const MOST_LINES: usize = 40;

/// All of them, for people.
#[must_use]
pub fn human(reports: &[Report<'_>]) -> String {
    reports.iter().map(one).collect()
}

fn one(report: &Report<'_>) -> String {
    let id = report.target.id();
    let from = report.environment.map(|name| format!(" from {name}")).unwrap_or_default();
    let mut text = format!(
        "{}{} to {}: {}\n",
        visible(&id),
        visible(&from),
        visible(report.folder),
        did(report)
    );
    text += &match report.rendered.evidence {
        Some(evidence) => format!("  {}: {evidence}\n", visible(&id)),
        None => format!("  {}: no permission is enforced\n", visible(&id)),
    };
    if report.done != Done::Refused {
        text += &files(report);
    }
    if report.done == Done::Looked {
        text += &differences(report);
    }
    text + &losses(report, &id)
}

/// What is lost; parts that the same agents lose stand together.
fn losses(report: &Report<'_>, id: &str) -> String {
    let mut parts: BTreeMap<(bool, &[String]), Vec<&str>> = BTreeMap::new();
    let mut others = String::new();
    for (loss, agents) in &report.rendered.losses {
        match loss {
            Loss::Part(path) => {
                parts.entry((!is_kept(path), agents)).or_default().push(path);
            }
            other => {
                let what = if other.is_lost() { "lost" } else { "enforced by the hook" };
                others += &format!("  {what}: {}: {}\n", lost(other, id), named(agents));
            }
        }
    }
    let lines = parts.into_iter().map(|((is_carried, agents), paths)| {
        let paths: Vec<String> = paths.iter().map(|path| format!("`{path}`")).collect();
        let what = if is_carried { "not carried" } else { "not enforced" };
        format!("  {what}, {}: {}\n", named(agents), paths.join(", "))
    });
    lines.collect::<String>() + &others
}

/// Whether a part of a context is something that a runtime would have to keep to.
fn is_kept(path: &str) -> bool {
    path == "permissions" || path.starts_with("limits/") || path.starts_with("failure/")
}

fn did(report: &Report<'_>) -> String {
    let agents = counted(report.rendered.agents.len(), "agent");
    let Plan { steps, kept, removed, .. } = report.plan;
    let (write, remove) = match report.done {
        Done::Refused => return format!("{agents}, and nothing is written"),
        Done::Looked => ("to write", "to remove"),
        Done::Written => ("written", "removed"),
    };
    let files = counted(steps.len(), "file");
    format!("{agents}, {files} {write}, {kept} unchanged, {} {remove}", removed.len())
}

/// The paths of the files that are written.
fn changed<'r>(report: &'r Report<'_>) -> impl Iterator<Item = &'r str> {
    let steps = report.plan.steps.iter();
    steps.filter_map(|(at, _)| Some(report.rendered.files.get(*at)?.path.as_str()))
}

fn files(report: &Report<'_>) -> String {
    let line = |mark: char, path: &str| format!("  {mark} {}\n", visible(path));
    let mut lines: Vec<String> = changed(report).map(|path| line('+', path)).collect();
    lines.extend(report.plan.removed.iter().map(|path| line('-', path)));
    let more = lines.len().saturating_sub(FEW);
    lines.truncate(FEW);
    if more > 0 {
        lines.push(format!("  and {} more\n", counted(more, "file")));
    }
    for (path, why) in report.plan.in_the_way.iter().take(FEW) {
        lines.push(format!("  ! {}: {why}\n", visible(path)));
    }
    lines.concat()
}

/// How the files that would be written differ from what stands there.
fn differences(report: &Report<'_>) -> String {
    let mut text = String::new();
    let paths = changed(report).chain(report.plan.in_the_way.iter().map(|(path, _)| path.as_str()));
    for path in paths.take(FEW) {
        let file = report.rendered.files.iter().find(|file| file.path == path);
        let (Some(file), Some(standing)) = (file, standing(report.root, path)) else { continue };
        let before = String::from_utf8_lossy(&standing);
        let after = String::from_utf8_lossy(&file.bytes);
        let difference = unified_diff(&FilePath::from(path), &before, &after);
        let shown: Vec<&str> = difference.lines().take(MOST_LINES).collect();
        let more = difference.lines().count() - shown.len();
        text += &format!("{}\n", visible_lines(&shown.join("\n")));
        if more > 0 {
            text += &format!("and {} more\n", counted(more, "line"));
        }
    }
    text
}

/// A loss in words.
#[must_use]
pub fn lost(loss: &Loss, target: &str) -> String {
    match loss {
        Loss::Part(path) => {
            let what = if is_kept(path) { "is not enforced by" } else { "does not reach" };
            format!("`{path}` {what} `{}`", visible(target))
        }
        Loss::Stricter(action, shift) => format!(
            "`{}` is stricter in `{}`: {} is {} here and {} there",
            action.as_str(),
            visible(target),
            witness(&shift.request),
            done(shift.before),
            done(shift.after)
        ),
        Loss::Hooked(action, shift) => format!(
            "`{}` beyond the rules of `{}`: {} is {}, and would be {} by them alone",
            action.as_str(),
            visible(target),
            witness(&shift.request),
            done(shift.before),
            done(shift.after)
        ),
        Loss::Unguarded(action, shift) => format!(
            "`{}` behind a wrapper is only asked about by `{}`: {} is {} here and {} there",
            action.as_str(),
            visible(target),
            witness(&shift.request),
            done(shift.before),
            done(shift.after)
        ),
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
