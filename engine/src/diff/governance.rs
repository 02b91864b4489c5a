//! What the policies demand, and whom they leave alone: a policy gives nothing, but without it more may come.

use std::collections::BTreeMap;

use bailiwick_schema::document::{Argument, Item};
use bailiwick_schema::span::Span;
use bailiwick_schema::vocabulary::{self, Kind, NodeSpec};

use super::found::{Draft, Found};
use super::group::Findings;
use super::place::Spot;
use super::side::Side;
use super::value::{redacted, value};
use super::{Direction, Only, Risk, What};
use crate::compose::Effective;
use crate::policy::{Exception, Subject, exceptions};
use crate::show::display;

/// The rows that say whom a policy is for; a row that is missing means all.
static SCOPE: [&NodeSpec; 4] =
    [&vocabulary::POLICY_IN, &vocabulary::AGENTS, &vocabulary::TAGS, &vocabulary::STAGES];

/// The rows that say what a policy demands.
static DEMANDS: [&NodeSpec; 3] = [&vocabulary::FORBID, &vocabulary::AT_MOST, &vocabulary::REQUIRE];

/// The policies that came, went or say something else, sorted by name.
pub(super) fn policies<'w>(before: &Side<'w>, after: &Side<'w>) -> Vec<Found<'w>> {
    let mut pairs: BTreeMap<&str, [Option<Item<'w>>; 2]> = BTreeMap::new();
    for (at, side) in [before, after].into_iter().enumerate() {
        for (name, policy, _) in &side.policies {
            if let Some(slot) = pairs.entry(name).or_default().get_mut(at) {
                *slot = Some(*policy);
            }
        }
    }
    pairs.into_iter().filter_map(|(name, [was, is])| policy(name, was, is)).collect()
}

/// One policy on both sides.
fn policy<'w>(name: &str, before: Option<Item<'w>>, after: Option<Item<'w>>) -> Option<Found<'w>> {
    let [was, is] = [before, after].map(|policy| policy.map(lines).unwrap_or_default());
    let mut draft = Draft::new(&[named(name)], What::Governance);
    for line in was.iter().filter(|line| !is.iter().any(|other| other.text == line.text)) {
        draft.gone(&line.text, line.spot);
    }
    for line in is.iter().filter(|line| !was.iter().any(|other| other.text == line.text)) {
        draft.new_piece(&line.text, line.spot);
    }
    let (direction, risk) = match (before, after) {
        (Some(_), None) => (Direction::UNDECIDED, Some(Risk::PolicyRemoved)),
        (Some(was), Some(is)) if is_looser(was, is) => {
            (Direction::UNDECIDED, Some(Risk::PolicyChanged))
        }
        _ => (Direction::NEUTRAL, None),
    };
    if draft.is_empty() && before.is_some() != after.is_some() {
        let nothing = || "demands nothing".to_owned();
        draft.nodes(before.map(|item| (item, nothing())), after.map(|item| (item, nothing())));
    }
    (!draft.is_empty()).then(|| draft.ends(direction, risk))
}

/// Whether a policy may let more stand than it did: it lost a demand, is for fewer, or is less severe.
fn is_looser(before: Item<'_>, after: Item<'_>) -> bool {
    let texts = |policy: Item<'_>, specs: &[&'static NodeSpec]| -> Vec<String> {
        let of = lines(policy).into_iter().filter(|line| specs.contains(&line.spec));
        of.map(|line| line.text).collect()
    };
    let (was, is) = (texts(before, &DEMANDS), texts(after, &DEMANDS));
    let is_for_fewer = SCOPE.iter().any(|spec| {
        let (was, is) = (texts(before, &[*spec]), texts(after, &[*spec]));
        !is.is_empty() && (was.is_empty() || was.iter().any(|text| !is.contains(text)))
    });
    let leniency = |policy: Item<'_>| {
        let severity = policy.child(&vocabulary::SEVERITY).and_then(Item::text);
        ["error", "warning", "info"].iter().position(|word| Some(*word) == severity).unwrap_or(0)
    };
    is_for_fewer || was.iter().any(|text| !is.contains(text)) || leniency(after) > leniency(before)
}

/// One thing that a policy says.
struct Line<'w> {
    spec: &'static NodeSpec,
    text: String,
    spot: Spot<'w>,
}

/// What a policy says, a line a pattern or name; whom it leaves alone is compared by itself.
fn lines(policy: Item<'_>) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    for item in policy.children() {
        let spec = item.spec();
        let leading = match item.text() {
            _ if spec == &vocabulary::EXCEPT_AGENT => continue,
            _ if spec == &vocabulary::FORBID => 1,
            Some("ask") if spec == &vocabulary::AT_MOST => 2,
            _ if spec == &vocabulary::REQUIRE || SCOPE.contains(&spec) => 0,
            _ => usize::MAX,
        };
        let word = |argument: &Argument| display(item, &argument.value);
        let arguments = item.arguments();
        let rest = arguments.get(leading..).unwrap_or_default();
        let mut line = |text: String, span: Span| {
            let (text, spot) = (redacted(&text).into_owned(), Spot { item, span });
            lines.push(Line { spec, text, spot });
        };
        if rest.is_empty() || !item.properties().is_empty() {
            line(format!("{} {}", spec.name, value(item, 0)), item.span());
            continue;
        }
        let start = arguments.iter().take(leading).map(word);
        let start: String = start.map(|word| format!(" {word}")).collect();
        for argument in rest {
            line(format!("{}{start} \"{}\"", spec.name, word(argument)), argument.span);
        }
    }
    lines
}

/// Agents that a policy leaves alone, or no longer does.
pub(super) fn exempted<'w>(before: &Side<'w>, after: &Side<'w>, only: &Only) -> Vec<Findings<'w>> {
    let (was, is) = (longest(before), longest(after));
    let is_policy = |side: &Side<'w>, name: &str| side.find(Kind::Policy, name).is_some();
    let keys = was.keys().chain(is.keys().filter(|key| !was.contains_key(*key)));
    let mut all = Vec::new();
    for key @ (policy, agent) in keys.filter(|(_, agent)| only.has_agent(agent)) {
        let (old, new) = (was.get(key), is.get(key));
        let said = |exception: Option<&Exception<'w>>| {
            exception.map(|exception| (exception.item, dated(exception.item)))
        };
        let (old_said, new_said) = (said(old), said(new));
        let is_same =
            old_said.as_ref().map(|(_, text)| text) == new_said.as_ref().map(|(_, text)| text);
        // With the policy itself, all that it left alone comes or goes.
        if is_same || (new.is_none() && !is_policy(after, policy)) {
            continue;
        }
        let until = |exception: Option<&Exception<'w>>| {
            exception.and_then(|exception| exception.item.property_date("until"))
        };
        let is_more = until(new) > until(old) && is_policy(before, policy);
        let (direction, risk) = if is_more {
            (Direction::UNDECIDED, Some(Risk::WaiverAdded))
        } else {
            (Direction::NEUTRAL, None)
        };
        let word = new.or(old).map_or("", |exception| exception.item.spec().name);
        let mut draft = Draft::new(&[named(policy), word.to_owned()], What::Governance);
        draft.nodes(old_said, new_said);
        all.push(((*agent).into(), vec![(None, draft.ends(direction, risk))]));
    }
    all
}

/// Policies that both sides have, and that an agent was held to and is not any more, because of what it is itself.
pub(super) fn escaped<'w>(
    (was, is): (&Side<'w>, &Side<'w>),
    before: &Effective<'w>,
    after: &Effective<'w>,
) -> Vec<Found<'w>> {
    if before.environment_name() != after.environment_name() {
        return Vec::new();
    }
    let holds = |subject: &Subject<'_>, effective: &Effective<'_>| {
        effective.agent.text().is_some_and(|agent| subject.names(agent)) && subject.means(effective)
    };
    let escaped = was.policies.iter().filter(|(name, _, subject)| {
        is.find(Kind::Policy, name).is_some() && holds(subject, before) && !holds(subject, after)
    });
    let found = escaped.map(|(name, policy, _)| {
        let mut draft = Draft::new(&[named(name)], What::Governance);
        draft.gone("holds for the agent", Spot::of(*policy));
        draft.ends(Direction::UNDECIDED, Some(Risk::PolicyRemoved))
    });
    found.collect()
}

/// By policy and agent, the exception that lasts longest.
fn longest<'w>(side: &Side<'w>) -> BTreeMap<(&'w str, &'w str), Exception<'w>> {
    let mut all: BTreeMap<(&'w str, &'w str), Exception<'w>> = BTreeMap::new();
    for exception in side.workspace.fleet().files().flat_map(|(_, file)| exceptions(file)) {
        let known = all.entry((exception.policy, exception.agent)).or_insert(exception);
        let until = |exception: &Exception<'_>| exception.item.property_date("until");
        if until(&exception) > until(known) {
            *known = exception;
        }
    }
    all
}

/// Until when an exception holds, and why; whom it is for is said beside it.
fn dated(exception: Item<'_>) -> String {
    let words = ["until", "because"].into_iter().filter_map(|key| {
        let property = exception.property(key)?;
        Some(format!("{key}={}", display(exception, &property.value)))
    });
    redacted(&words.collect::<Vec<_>>().join(" ")).into_owned()
}

fn named(policy: &str) -> String {
    format!("policy \"{policy}\"")
}
