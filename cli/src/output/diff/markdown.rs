//! A difference for pull requests: the verdict and what widens above every fold, the rest folded, within a budget of bytes.

mod escape;
mod level;
#[cfg(test)]
mod tests;

use bailiwick_engine::diff::{Broken, Fate, Group, Section, What};

use super::pieces::{Line, Run, lines};
use super::sentence::{self, number};
use super::{Named, Report};
use crate::output::count::counted;
use crate::output::padded::padded;

use escape::{cell, code, fence};
use level::Level;

/// What a forge makes of Markdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flavour {
    /// GitHub, GitLab: `<details>` folds.
    Folding,
    /// Bitbucket, Azure DevOps: HTML is shown as it is written.
    Flat,
}

/// The report in at most so many bytes of UTF-8, at the first level of detail that fits; nothing is ever cut.
///
/// A budget that is too small even for the verdict and the counts is passed over.
pub(super) fn print(report: &Report<'_>, flavour: Flavour, most: usize) -> String {
    let head = head(report);
    let mut text = String::new();
    for level in Level::ALL {
        text = head.clone();
        written(report, flavour, level, most, &mut text);
        if text.len() <= most {
            break;
        }
    }
    text
}

/// The marker by which a comment is found again, the verdict and the counts.
fn head(report: &Report<'_>) -> String {
    let difference = report.difference;
    let mut text = format!("<!-- bailiwick:diff v=1 id={} -->\n", difference.id());
    let (from, to) = (code(report.before.name, 80), code(report.after.name, 80));
    let verdict = if difference.is_empty() && difference.is_whole() {
        if report.left_out == 0 { "no effective change" } else { "nothing widens" }
    } else {
        sentence::verdict(difference.direction())
    };
    text.push_str(&format!("### What agents are given, {from} to {to}: **{verdict}**\n\n"));
    let tally = sentence::tally(difference);
    let tally = if tally.is_empty() { tally } else { format!("{tally} · ") };
    text.push_str(&format!("{tally}{}\n", sentence::agents(&difference.counts)));
    text
}

/// The report at one level; it ends early where it is too long anyway.
fn written(report: &Report<'_>, flavour: Flavour, level: Level, most: usize, text: &mut String) {
    let difference = report.difference;
    for (side, broken) in
        [(&report.before, &difference.broken_before), (&report.after, &difference.broken_after)]
    {
        // What could not be read is said like the verdict: at every level, the first ten files of it.
        for broken in broken.iter().take(10) {
            text.push_str(&unread(side, broken, level));
        }
        if broken.len() > 10 {
            text.push_str(&format!(
                "\nAnd {} that cannot be read.\n",
                counted(broken.len() - 10, "file")
            ));
        }
    }
    let mut hidden: Vec<String> = Vec::new();
    for section in Section::ALL {
        let groups: Vec<&Group> =
            difference.groups.iter().filter(|group| group.change.section() == section).collect();
        let shown = match section {
            Section::Widens | Section::Governance => groups.len().min(level.widening),
            _ if level.has_others => groups.len(),
            _ => 0,
        };
        let (shown, rest) = groups.split_at(shown);
        if !shown.is_empty() {
            one_section(report, flavour, level, (section, shown), text, most);
        }
        if !rest.is_empty() {
            hidden.push(left_out(section, rest));
        }
        if text.len() > most {
            return;
        }
    }
    if !hidden.is_empty() {
        text.push_str(&format!("\nNot shown here: {}.\n", hidden.join("; ")));
    }
}

/// A file that could not be read as a whole.
fn unread(side: &Named<'_>, broken: &Broken, level: Level) -> String {
    let path = format!("{}:{}", side.prefix.path(broken.path.as_str()), broken.line);
    format!(
        "\n**Broken:** {} {} ({}); what stands there is compared in part.\n",
        code(&path, level.characters),
        code(&broken.message, level.characters),
        counted(broken.errors, "error")
    )
}

/// Groups that have no row: how many, and of how many agents.
fn left_out(section: Section, groups: &[&Group]) -> String {
    let mut agents: Vec<&str> =
        groups.iter().flat_map(|group| &group.agents).map(|touched| &*touched.agent).collect();
    agents.sort_unstable();
    agents.dedup();
    let is = sentence::is(section, groups.len());
    let changes = counted(groups.len(), "change");
    if agents.is_empty() {
        return format!("{changes} that {is}");
    }
    format!("{changes} that {is}, of {}", counted(agents.len(), "agent"))
}

/// A table of groups, and below it what went and came in each; folded unless it widens or loosens what holds for all.
fn one_section(
    report: &Report<'_>,
    flavour: Flavour,
    level: Level,
    (section, groups): (Section, &[&Group]),
    text: &mut String,
    most: usize,
) {
    let is_open = matches!(section, Section::Widens | Section::Governance);
    let title = sentence::title(section);
    let is_folded = flavour == Flavour::Folding && !is_open;
    if is_folded {
        text.push_str(&format!(
            "\n<details><summary>{title} ({})</summary>\n\n",
            number(groups.len())
        ));
    } else {
        text.push_str(&format!("\n**{title}** ({})\n\n", number(groups.len())));
    }
    text.push_str("| change | what it comes to | agents |\n|---|---|---|\n");
    for group in groups {
        text.push_str(&row(group, level));
        if text.len() > most {
            return;
        }
    }
    let pieces = if is_open { level.widening_pieces } else { level.other_pieces };
    if pieces > 0 {
        let is_fold_of_its_own = is_open && flavour == Flavour::Folding;
        if is_fold_of_its_own {
            text.push_str("\n<details><summary>Where, before and after</summary>\n");
        }
        for group in groups {
            text.push('\n');
            text.push_str(&code(&group.change.field.join(" "), level.characters));
            text.push_str("\n\n");
            text.push_str(&fence("diff", &drawn(report, group, pieces)));
            if text.len() > most {
                return;
            }
        }
        if is_fold_of_its_own {
            text.push_str("\n</details>\n");
        }
    }
    if is_folded {
        text.push_str("\n</details>\n");
    }
}

/// A row of the table.
fn row(group: &Group, level: Level) -> String {
    let change = &group.change;
    let most = level.characters;
    let risk = change.risk.map_or_else(String::new, |risk| format!(" **{risk}**"));
    let mut says = sentence::witnesses(change, |resource| cell(resource, most));
    if let What::Agent(fate) = change.what {
        says.push(sentence::fate(fate).to_owned());
        if fate == Fate::Renamed {
            says.push(went_and_came(group, most));
        }
    }
    if says.is_empty() {
        says.push(went_and_came(group, most));
    }
    format!(
        "| {}{risk} | {} | {} |\n",
        cell(&change.field.join(" "), most),
        says.join(" · "),
        sentence::whose(group, |name| cell(name, most.min(80)))
    )
}

/// The first piece of a value, on one line.
fn went_and_came(group: &Group, most: usize) -> String {
    if group.change.what == What::Text {
        return "text".to_owned();
    }
    let Some(piece) = group.change.pieces.first() else { return String::new() };
    let short = |text: &str| cell(text, most.min(60));
    let first = match (piece.before.as_deref(), piece.after.as_deref()) {
        (Some(before), Some(after)) => format!("{} → {}", short(before), short(after)),
        (Some(before), None) => format!("− {}", short(before)),
        (None, Some(after)) => format!("+ {}", short(after)),
        (None, None) => String::new(),
    };
    match group.change.pieces.len() {
        0 | 1 => first,
        all => format!("{first} and {}", counted(all - 1, "more line")),
    }
}

/// The lines of a group's block.
fn drawn(report: &Report<'_>, group: &Group, most: usize) -> Vec<String> {
    let (lines, more) = lines(report, group, most);
    let width = |line: &Line| match line {
        Line::Side(_, text, place) if !place.is_empty() => text.chars().count(),
        _ => 0,
    };
    let width = lines.iter().map(width).max().unwrap_or_default();
    let mut all: Vec<String> = lines
        .iter()
        .map(|line| match line {
            Line::Words(runs) => {
                format!("  {}", runs.iter().map(Run::marked).collect::<Vec<_>>().join(" "))
            }
            Line::Side(sign, text, place) => {
                let line = format!("{} {}  {place}", sign.as_char(), padded(text, width));
                line.trim_end().to_owned()
            }
        })
        .collect();
    if more > 0 {
        all.push(format!("  and {}", counted(more, "more line")));
    }
    if group.elsewhere > 0 {
        all.push(format!("  {} from other places", counted(group.elsewhere, "agent")));
    }
    all
}
