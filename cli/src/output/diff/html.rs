//! A difference as one page to look at: nothing is loaded from anywhere, light and dark.

#[cfg(test)]
mod tests;

use std::fmt::Write as _;

use bailiwick_engine::diff::{Broken, FleetDiff, Group, Section, Stands, What};

use super::pieces::{Line, Run, Sign, lines};
use super::sentence::{self, number};
use super::{Named, Report};
use crate::output::count::counted;
use crate::output::visible::visible;

/// How the page looks; colours follow the reader's system.
static STYLE: &str = include_str!("html/page.css");

/// So many pieces of a group are shown.
const MOST_PIECES: usize = 100;

/// The whole page.
pub(super) fn print(report: &Report<'_>) -> String {
    let difference = report.difference;
    let title = format!("{} to {}", shown(report.before.name), shown(report.after.name));
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>bailiwick diff: {title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n"
    );
    page.push_str(&head(report));
    for (side, broken) in
        [(&report.before, &difference.broken_before), (&report.after, &difference.broken_after)]
    {
        for broken in broken {
            page.push_str(&unread(side, broken));
        }
    }
    for section in Section::ALL {
        let groups: Vec<&Group> =
            difference.groups.iter().filter(|group| group.change.section() == section).collect();
        if !groups.is_empty() {
            page.push_str(&one_section(report, section, &groups));
        }
    }
    let _infallible = writeln!(page, "<footer>diff <code>{}</code></footer>", difference.id());
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

/// What is compared, what it comes to, and how many agents it touches.
fn head(report: &Report<'_>) -> String {
    let difference = report.difference;
    let (word, class) = verdict(report, difference);
    let (from, to) = (shown(report.before.name), shown(report.after.name));
    let tally = sentence::tally(difference);
    let agents = sentence::agents(&difference.counts);
    let tally = if tally.is_empty() { agents } else { format!("{tally} · {agents}") };
    format!(
        "<header>\n<p class=\"what\">What agents are given, <code>{from}</code> to <code>{to}</code></p>\n\
         <h1 class=\"{class}\">{word}</h1>\n<p>{tally}</p>\n</header>\n"
    )
}

fn verdict(report: &Report<'_>, difference: &FleetDiff) -> (&'static str, &'static str) {
    if difference.is_empty() && difference.is_whole() {
        let word = if report.left_out == 0 { "no effective change" } else { "nothing widens" };
        return (word, "neutral");
    }
    let direction = difference.direction();
    let class = if direction.as_str() == "mixed" { "widens" } else { direction.as_str() };
    (sentence::verdict(direction), class)
}

/// A file that could not be read as a whole.
fn unread(side: &Named<'_>, broken: &Broken) -> String {
    let path = format!("{}:{}", side.prefix.path(broken.path.as_str()), broken.line);
    format!(
        "<p class=\"broken\"><strong>Broken:</strong> <code>{}</code> {} ({}); what stands there is compared in part.</p>\n",
        shown(&path),
        shown(&broken.message),
        counted(broken.errors, "error")
    )
}

/// Groups of one kind; what is neutral is folded.
fn one_section(report: &Report<'_>, section: Section, groups: &[&Group]) -> String {
    let title = sentence::title(section);
    let class = if matches!(section, Section::Risks | Section::Governance) {
        "undecided"
    } else {
        section.as_str()
    };
    let open = if section == Section::Neutral { "" } else { " open" };
    let mut text = format!(
        "<details class=\"section {class}\"{open}>\n<summary>{title} <span class=\"count\">{}</span></summary>\n",
        number(groups.len())
    );
    for group in groups {
        text.push_str(&one(report, group));
    }
    text.push_str("</details>\n");
    text
}

/// One group.
fn one(report: &Report<'_>, group: &Group) -> String {
    let change = &group.change;
    let risk =
        change.risk.map_or_else(String::new, |risk| format!(" <span class=\"risk\">{risk}</span>"));
    let mut text = format!(
        "<article>\n<h2><code>{}</code>{risk}</h2>\n<p class=\"whose\">{}</p>\n",
        shown(&change.field.join(" ")),
        sentence::whose(group, shown)
    );
    if let What::Agent(fate) = change.what {
        let _infallible = writeln!(text, "<p>{}</p>", sentence::fate(fate));
    }
    for line in sentence::witnesses(change, |resource| format!("<code>{}</code>", shown(resource)))
    {
        let _infallible = writeln!(text, "<p class=\"witness\">{line}</p>");
    }
    text.push_str(&pieces(report, group));
    if group.elsewhere > 0 {
        let others = counted(group.elsewhere, "agent");
        let _infallible = writeln!(text, "<p class=\"whose\">{others} from other places</p>");
    }
    text.push_str("</article>\n");
    text
}

/// What went and what came, with places.
fn pieces(report: &Report<'_>, group: &Group) -> String {
    let (lines, more) = lines(report, group, MOST_PIECES);
    let mut text = "<table>\n".to_owned();
    for line in &lines {
        let row = match line {
            Line::Words(runs) => {
                let words: Vec<String> = runs.iter().map(word).collect();
                format!(
                    "<tr class=\"words\"><td></td><td colspan=\"2\">{}</td></tr>",
                    words.join(" ")
                )
            }
            Line::Side(sign, what, place) => {
                let class = if *sign == Sign::Gone { "gone" } else { "new" };
                format!(
                    "<tr class=\"{class}\"><td>{}</td><td><code>{}</code></td><td class=\"place\">{}</td></tr>",
                    sign.as_char(),
                    escaped(what),
                    escaped(place)
                )
            }
        };
        text.push_str(&row);
        text.push('\n');
    }
    text.push_str("</table>\n");
    if more > 0 {
        let _infallible =
            writeln!(text, "<p class=\"whose\">and {}</p>", counted(more, "more line"));
    }
    text
}

fn word(run: &Run) -> String {
    let words = escaped(&run.text);
    match run.stands {
        Stands::Both => words,
        Stands::Before => format!("<del>{words}</del>"),
        Stands::After => format!("<ins>{words}</ins>"),
    }
}

/// Text of others: invisible characters as code points, nothing that HTML reads.
fn shown(text: &str) -> String {
    escaped(&visible(text))
}

fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}
