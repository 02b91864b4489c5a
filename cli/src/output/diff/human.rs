//! A difference for people: the verdict, then what widens with a request each, then the rest.

mod lines;
mod paint;

use bailiwick_engine::diff::{Broken, Group, Section, What};

use super::sentence;
use super::{Named, Report};
use crate::output::count::counted;
use crate::output::visible::visible;
use crate::terminal::Look;

use paint::{Paint, Tint};

/// So many agents of a group are named.
const NAMED: usize = 3;

/// The whole report.
pub(super) fn print(report: &Report<'_>, look: Look) -> String {
    let paint = Paint::new(look);
    let difference = report.difference;
    let direction = difference.direction();
    let mut text = String::new();
    if difference.is_empty() && difference.is_whole() {
        return format!("{}\n", sentence::nothing(report));
    }
    let tint = match (direction.widens, direction.undecided, direction.narrows) {
        (true, _, _) => Tint::Red,
        (_, true, _) => Tint::Yellow,
        (_, _, true) => Tint::Green,
        _ => Tint::Plain,
    };
    let tally = sentence::tally(difference);
    let tally = if tally.is_empty() { "no change in what could be read".to_owned() } else { tally };
    let verdict = paint.in_bold(tint, sentence::verdict(direction));
    text.push_str(&format!("{verdict}: {tally}; {}\n", sentence::agents(&difference.counts)));
    for (side, broken) in
        [(&report.before, &difference.broken_before), (&report.after, &difference.broken_after)]
    {
        for broken in broken {
            text.push_str(&unread(side, broken, paint));
        }
    }
    for section in Section::ALL {
        let groups = difference.groups.iter().filter(|group| group.change.section() == section);
        for (at, group) in groups.enumerate() {
            if at == 0 {
                text.push_str(&format!(
                    "\n{}\n",
                    paint.in_bold(tint_of(section), heading(section))
                ));
            }
            text.push_str(&one(report, group, paint));
        }
    }
    text
}

const fn heading(section: Section) -> &'static str {
    match section {
        Section::Widens => "widens",
        Section::Narrows => "narrows",
        Section::Undecided => "undecided",
        Section::Risks => "risks",
        Section::Neutral => "neutral",
    }
}

const fn tint_of(section: Section) -> Tint {
    match section {
        Section::Widens => Tint::Red,
        Section::Narrows => Tint::Green,
        Section::Undecided | Section::Risks => Tint::Yellow,
        Section::Neutral => Tint::Plain,
    }
}

/// A file that could not be read as a whole.
fn unread(side: &Named<'_>, broken: &Broken, paint: Paint) -> String {
    let path = side.prefix.path(broken.path.as_str());
    format!(
        "{}: {}:{}: {} ({}); what stands there is compared in part\n",
        paint.in_bold(Tint::Yellow, "broken"),
        visible(&path),
        broken.line,
        visible(&broken.message),
        counted(broken.errors, "error")
    )
}

/// One group: what it is and whose, the witnesses, the pieces with their places.
fn one(report: &Report<'_>, group: &Group, paint: Paint) -> String {
    let change = &group.change;
    let field = visible(&change.field.join(" ")).into_owned();
    let risk = change.risk.map_or_else(String::new, |risk| {
        format!("  {}", paint.tinted(Tint::Yellow, &format!("[{risk}]")))
    });
    let mut text = format!("  {}{risk}  {}\n", paint.bold(&field), whose(group));
    if let What::Agent(fate) = change.what {
        text.push_str(&format!("    {}\n", sentence::fate(fate)));
    }
    for line in sentence::witnesses(change, |resource| format!("`{}`", visible(resource))) {
        text.push_str(&format!("    {line}\n"));
    }
    for line in lines::pieces(report, group, paint) {
        text.push_str(&format!("    {line}\n"));
    }
    if group.elsewhere > 0 {
        let first = group.agents.first().map_or("", |touched| &touched.agent);
        text.push_str(&format!(
            "    {} it from other places than `{}`\n",
            match group.elsewhere {
                1 => "1 agent has".to_owned(),
                more => format!("{} have", counted(more, "agent")),
            },
            visible(first)
        ));
    }
    text
}

/// Whose change it is, and where: `20 agents: clerk, editor, triage and 17 more; in dev, prod`.
fn whose(group: &Group) -> String {
    let first = group.agents.first().map_or(&[][..], |touched| &touched.environments);
    let is_alike = group.agents.iter().all(|touched| touched.environments == first);
    let named = group.agents.iter().take(NAMED).map(|touched| {
        let name = visible(&touched.agent);
        if is_alike || touched.environments.is_empty() {
            name.into_owned()
        } else {
            format!("{name} ({})", visible(&touched.environments.join(", ")))
        }
    });
    let mut text = named.collect::<Vec<_>>().join(", ");
    let more = group.agents.len().saturating_sub(NAMED);
    if more > 0 {
        let total = counted(group.agents.len(), "agent");
        let more = counted(more, "");
        text = format!("{total}: {text} and {}more", more.replace('s', ""));
    }
    if is_alike && !first.is_empty() {
        text.push_str(&format!("; in {}", visible(&first.join(", "))));
    }
    text
}
