//! The sentences that all forms share: verdict, witnesses, agents.

use bailiwick_engine::diff::{
    Authorisation, Change, Counts, Direction, Fate, FleetDiff, Group, Section, What,
};
use bailiwick_engine::permission::{Action, Effect, Shift, Witness};

use super::Report;
use crate::output::count::counted;

/// What is said where nothing differs, or nothing that is asked for.
pub(super) fn nothing(report: &Report<'_>) -> String {
    let sides = sides(report);
    match report.left_out {
        0 => format!("no effective change {sides}"),
        1 => format!("nothing widens {sides}; 1 change is of another kind"),
        more => {
            let changes = counted(more, "change");
            format!("nothing widens {sides}; {changes} are of another kind")
        }
    }
}

/// What is compared with what.
pub(super) fn sides(report: &Report<'_>) -> String {
    format!("from `{}` to `{}`", report.before.name, report.after.name)
}

/// What is said where the proof did not come to its end.
pub(super) const NOT_PROVEN: &str =
    "not proven: the patterns are too many or too alike to compare; begin them with a folder";

/// How many groups there are of each kind: `2 widen, 1 narrows, 3 undecided, 1 neutral`.
pub(super) fn tally(difference: &FleetDiff) -> String {
    let parts = Section::ALL.into_iter().filter_map(|section| {
        let count = difference.count(section);
        let word = is(section, count);
        let word = ["is a ", "is ", "are "].iter().find_map(|verb| word.strip_prefix(verb));
        (count > 0).then(|| format!("{} {}", number(count), word.unwrap_or(is(section, count))))
    });
    parts.collect::<Vec<_>>().join(", ")
}

/// What so many changes of a section do or are, as the end of a sentence.
pub(super) const fn is(section: Section, count: usize) -> &'static str {
    match (section, count) {
        (Section::Widens, 1) => "widens",
        (Section::Widens, _) => "widen",
        (Section::Governance, 1) => "is in governance",
        (Section::Governance, _) => "are in governance",
        (Section::Narrows, 1) => "narrows",
        (Section::Narrows, _) => "narrow",
        (Section::Undecided, 1) => "is undecided",
        (Section::Undecided, _) => "are undecided",
        (Section::Risks, 1) => "is a risk",
        (Section::Risks, _) => "are risks",
        (Section::Neutral, 1) => "is neutral",
        (Section::Neutral, _) => "are neutral",
    }
}

/// A section's word as the title of a part.
pub(super) fn title(section: Section) -> String {
    let mut word = section.as_str().chars();
    word.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(word).collect()
}

/// What became of the agents: `3 of 12 agents changed, 1 added`.
pub(super) fn agents(counts: &Counts) -> String {
    let total = counted(counts.after, "agent");
    let mut parts = vec![format!("{} of {total} changed", number(counts.changed))];
    let others =
        [(counts.added, "added"), (counts.removed, "removed"), (counts.renamed, "renamed")];
    let others = others.into_iter().filter(|(count, _)| *count > 0);
    parts.extend(others.map(|(count, word)| format!("{} {word}", number(count))));
    parts.join(", ")
}

/// What a difference comes to, for its first line.
pub(super) fn verdict(direction: Direction) -> &'static str {
    match direction.as_str() {
        "mixed" => "widens and narrows",
        word => word,
    }
}

/// The request that shows what changed, the resource between `open` and `close` marks.
///
/// The one place where a witness becomes words; the caller makes the resource safe for its form.
pub(super) fn witness(
    action: Action,
    Shift { request, before, after }: &Shift,
    resource: impl Fn(&str) -> String,
) -> String {
    let may = match (before, after) {
        (_, Effect::Deny) => format!("may no longer {action}"),
        (Effect::Allow, Effect::Ask) => format!("must now ask to {action}"),
        (_, Effect::Ask) => format!("may now {action}, when a person agrees,"),
        (Effect::Ask, Effect::Allow) => format!("may now {action} without asking"),
        (_, Effect::Allow) => format!("may now {action}"),
    };
    format!("{may} {}; before: {}", named(request, resource), done(*before))
}

/// What a request names, with its arguments where some matter.
fn named(request: &Witness, shown: impl Fn(&str) -> String) -> String {
    let resource = shown(&request.resource);
    if request.arguments.is_empty() {
        return resource;
    }
    format!("{resource} with {}", shown(&request.arguments.to_string()))
}

const fn done(effect: Effect) -> &'static str {
    match effect {
        Effect::Deny => "denied",
        Effect::Ask => "asked for",
        Effect::Allow => "allowed",
    }
}

/// The witnesses of a change, what is given first.
pub(super) fn witnesses(change: &Change, resource: impl Fn(&str) -> String) -> Vec<String> {
    let What::Authority(Authorisation { action, shifts, unguarded, is_proven }) = &change.what
    else {
        return Vec::new();
    };
    let mut lines: Vec<String> =
        shifts.iter().map(|shift| witness(*action, shift, &resource)).collect();
    // Where it is a request that is given more anyway, that says it all.
    let is_said = |unguarded: &Shift| {
        shifts.iter().any(|shift| shift.is_more() && shift.request == unguarded.request)
    };
    if let Some(unguarded) = unguarded.as_ref().filter(|unguarded| !is_said(unguarded)) {
        lines.push(format!(
            "no rule refuses {} any more; after: {}",
            named(&unguarded.request, &resource),
            done(unguarded.after)
        ));
    }
    if !is_proven {
        lines.push(NOT_PROVEN.to_owned());
    }
    lines
}

/// What became of an agent, as a clause.
pub(super) const fn fate(fate: Fate) -> &'static str {
    match fate {
        Fate::Added => "new agent: all that it may do is new",
        Fate::Removed => "no longer declared",
        Fate::Renamed => "another name",
        Fate::Entered => "present where it was not: all that it may do there is new",
        Fate::Left => "no longer present there",
    }
}

/// So many agents of a group are named.
const NAMED: usize = 3;

/// Whose change it is, and where: `20 agents: clerk, editor, triage and 17 more; in dev, prod`. The caller makes names safe for
/// its form.
pub(super) fn whose(group: &Group, name: impl Fn(&str) -> String) -> String {
    if group.agents.is_empty() {
        return "the whole workspace".to_owned();
    }
    let first = group.agents.first().map_or(&[][..], |touched| &touched.environments);
    let is_alike = group.agents.iter().all(|touched| touched.environments == first);
    let listed = |names: &[std::sync::Arc<str>]| {
        names.iter().map(|other| name(other)).collect::<Vec<_>>().join(", ")
    };
    let named = group.agents.iter().take(NAMED).map(|touched| {
        if is_alike || touched.environments.is_empty() {
            name(&touched.agent)
        } else {
            format!("{} ({})", name(&touched.agent), listed(&touched.environments))
        }
    });
    let mut text = named.collect::<Vec<_>>().join(", ");
    let more = group.agents.len().saturating_sub(NAMED);
    if more > 0 {
        let total = counted(group.agents.len(), "agent");
        text = format!("{total}: {text} and {} more", number(more));
    }
    if is_alike && !first.is_empty() {
        text.push_str(&format!("; in {}", listed(first)));
    }
    text
}

/// A number as people read it.
pub(super) fn number(count: usize) -> String {
    let text = counted(count, "");
    text.split(' ').next().unwrap_or_default().to_owned()
}
