//! A difference for people: the verdict, then what widens with a request each, then the rest.

mod paint;

use bailiwick_engine::diff::{Broken, Group, Section, Stands, What};

use super::pieces::{Line, Run, Sign, lines};
use super::sentence;
use super::{Named, Report};
use crate::output::count::counted;
use crate::output::padded::padded;
use crate::output::visible::visible;
use crate::terminal::Look;

use paint::{Paint, Tint};

/// So many pieces of a group are shown.
const MOST_PIECES: usize = 20;

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
    text.push_str(&format!("{}\n", paint.dim(&sentence::sides(report))));
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
                    paint.in_bold(tint_of(section), section.as_str())
                ));
            }
            text.push_str(&one(report, group, paint));
        }
    }
    text
}

const fn tint_of(section: Section) -> Tint {
    match section {
        Section::Widens => Tint::Red,
        Section::Narrows => Tint::Green,
        Section::Undecided | Section::Risks | Section::Governance => Tint::Yellow,
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
    let mut text = format!(
        "  {}{risk}  {}\n",
        paint.bold(&field),
        sentence::whose(group, |name| visible(name).into_owned())
    );
    if let What::Agent(fate) = change.what {
        text.push_str(&format!("    {}\n", sentence::fate(fate)));
    }
    for line in sentence::witnesses(change, |resource| format!("`{}`", visible(resource))) {
        text.push_str(&format!("    {line}\n"));
    }
    for line in drawn(report, group, paint) {
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

/// A line a piece, places aligned.
fn drawn(report: &Report<'_>, group: &Group, paint: Paint) -> Vec<String> {
    let (lines, more) = lines(report, group, MOST_PIECES);
    let width = |line: &Line| match line {
        Line::Side(_, text, place) if !place.is_empty() => text.chars().count(),
        _ => 0,
    };
    let width = lines.iter().map(width).max().unwrap_or_default();
    let mut all: Vec<String> = Vec::with_capacity(lines.len() + 1);
    for line in &lines {
        all.push(match line {
            Line::Words(runs) => spoken(runs, paint),
            Line::Side(sign, text, place) if place.is_empty() => {
                format!("{} {text}", sign.as_char())
            }
            Line::Side(sign, text, place) => {
                let tint = if *sign == Sign::Gone { Tint::Red } else { Tint::Green };
                let text =
                    paint.tinted(tint, &format!("{} {}", sign.as_char(), padded(text, width)));
                format!("{text}  {}", paint.dim(place))
            }
        });
    }
    if more > 0 {
        all.push(format!("and {}", counted(more, "more line")));
    }
    all
}

fn spoken(runs: &[Run], paint: Paint) -> String {
    let drawn = runs.iter().map(|run| match run.stands {
        Stands::Before if paint.has_colour() => paint.tinted(Tint::Red, &run.text),
        Stands::After if paint.has_colour() => paint.tinted(Tint::Green, &run.text),
        _ => run.marked(),
    });
    drawn.collect::<Vec<_>>().join(" ")
}
