//! What may be done before and after, action by action, decided by proof; the same comparison is made once.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use bailiwick_schema::document::Item;
use bailiwick_schema::vocabulary::{self, NodeSpec};
use rustc_hash::FxHashMap;

use super::change::Authorisation;
use super::found::{Draft, Found};
use super::place::Spot;
use super::{Direction, Risk, What};
use crate::compose::Effective;
use crate::digest::Digest;
use crate::permission::{
    Action, Arguments, Authority, Comparison, Effect, Excess, Given, Pattern, Patterns, Reason,
    Shift, Witness, compare, excess, scripts,
};

/// The rows that decide what may be done.
pub(super) static ROWS: [&NodeSpec; 4] = [
    &vocabulary::PERMISSIONS,
    &vocabulary::USED_SERVER,
    &vocabulary::DELEGATE,
    &vocabulary::USED_MEMORY,
];

/// Comparisons that were made already, by the digest of both sides' rules.
#[derive(Default)]
pub(super) struct Comparisons {
    known: Mutex<FxHashMap<Digest, Arc<OnceLock<Compared>>>>,
    patterns: Patterns,
}

/// How the authority over one action changes, and whether what guarded it is gone.
#[derive(Debug, Clone)]
struct Compared {
    shifts: Vec<Shift>,
    is_proven: bool,
    unguarded: Option<Shift>,
}

/// A rule or a reach as it is shown, by which sides are told apart, with its place.
type Line<'w> = (String, Option<Spot<'w>>);

impl Comparisons {
    /// Compares what two contexts may do; a missing one may do nothing.
    pub(super) fn compare<'w>(
        &self,
        before: Option<&Effective<'w>>,
        after: Option<&Effective<'w>>,
        out: &mut Vec<Found<'w>>,
    ) {
        let read = |effective| self.authority(effective);
        let (was, is) = (before.map(read), after.map(read));
        for action in Action::ALL {
            let lines = |authority: &Option<Authority<'_, 'w>>,
                         effective: Option<&Effective<'w>>| {
                let (Some(authority), Some(effective)) = (authority, effective) else {
                    return Vec::new();
                };
                lines(authority, effective, action)
            };
            let (old, new) = (lines(&was, before), lines(&is, after));
            let draft = differing(action, &old, &new);
            if !draft.is_empty() {
                out.push(self.action((was.as_ref(), is.as_ref()), action, draft));
            }
        }
    }

    fn action<'w>(
        &self,
        (before, after): (Option<&Authority<'_, 'w>>, Option<&Authority<'_, 'w>>),
        action: Action,
        draft: Draft<'w>,
    ) -> Found<'w> {
        let was = before.map(|authority| authority.given(action)).unwrap_or_default();
        let is = after.map(|authority| authority.given(action)).unwrap_or_default();
        let key = key(action, &was, &is);
        let effect = |authority: Option<&Authority<'_, 'w>>, request: &Witness| {
            let decide = |authority: &Authority<'_, 'w>| {
                authority.decide(action, &request.resource, &request.arguments).effect
            };
            authority.map_or(Effect::Deny, decide)
        };
        // What is decided on a request depends on what the key holds, so that it is decided once, too.
        let Compared { shifts, is_proven, unguarded } = self.once(key, || {
            let Comparison { shifts, unguarded, mut is_proven } = compare(&was, &is);
            if action == Action::Run && !shifts.iter().any(Shift::is_more) {
                is_proven &= !scripts::may_hide_change(&was, &is);
            }
            let unguarded = unguarded.map(|request| {
                let (before, after) = (effect(before, &request), effect(after, &request));
                Shift { request, before, after }
            });
            Compared { shifts, is_proven, unguarded }
        });
        let (widens, narrows) =
            (shifts.iter().any(Shift::is_more), shifts.iter().any(|shift| !shift.is_more()));
        let unasked = |shift: &Shift| (shift.before, shift.after) == (Effect::Ask, Effect::Allow);
        let risk = if unguarded.is_some() {
            Some(Risk::GuardRemoved)
        } else {
            shifts.iter().any(unasked).then_some(Risk::ApprovalRemoved)
        };
        let direction = Direction {
            widens,
            narrows,
            // What no rule refuses any more waits for the next `allow`.
            undecided: !(is_proven || widens && narrows) || risk.is_some() && !widens,
        };
        let what = What::Authority(Authorisation { action, shifts, unguarded, is_proven });
        draft.becomes(what).ends(direction, risk)
    }

    /// What is known under a key, or is compared now; another thread that asks meanwhile waits for it.
    fn once(&self, key: Digest, make: impl FnOnce() -> Compared) -> Compared {
        let slot = {
            let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(known.entry(key).or_default())
        };
        slot.get_or_init(make).clone()
    }

    /// What a context may do.
    pub(super) fn authority<'e, 'w>(&self, effective: &'e Effective<'w>) -> Authority<'e, 'w> {
        Authority::with(effective, &self.patterns)
    }

    /// What an agent may do with a tool that its server did not offer before; none where it may not call it.
    pub(super) fn new_tool<'w>(
        &self,
        after: &Authority<'_, 'w>,
        server: &str,
        (tool, item): (&str, Item<'w>),
    ) -> Option<Found<'w>> {
        let (most, is_proven) = self.most(after, server, tool);
        if most.is_none() && is_proven {
            return None;
        }
        let direction = Direction { widens: most.is_some(), narrows: false, undecided: !is_proven };
        let field = [format!("server \"{server}\""), format!("tool \"{tool}\"")];
        let authorisation = Authorisation {
            action: Action::Call,
            shifts: most.into_iter().collect(),
            unguarded: None,
            is_proven,
        };
        let mut draft = Draft::new(&field, What::Authority(authorisation));
        draft.new_piece(&format!("{server}/{tool}"), Spot::of(item));
        Some(draft.ends(direction, Some(Risk::ToolAdded)))
    }

    /// The call of a tool that is given most, none where none is given, and whether that is proven.
    fn most(&self, after: &Authority<'_, '_>, server: &str, tool: &str) -> (Option<Shift>, bool) {
        let resource = format!("{server}/{tool}");
        let request =
            Witness { resource: resource.as_str().into(), arguments: Arguments::default() };
        let answer = after.decide(Action::Call, &resource, &request.arguments);
        let is_final = match &answer.reason {
            Reason::Rules { by, .. } => by.iter().any(|line| line.rule.condition.is_always()),
            Reason::NoRule { unmet } => unmet.is_empty(),
            Reason::Refused(_) | Reason::Absent(_) => true,
        };
        let plain = (answer.effect > Effect::Deny).then_some(Shift {
            request,
            before: Effect::Deny,
            after: answer.effect,
        });
        if is_final || answer.effect == Effect::Allow {
            return (plain, true);
        }
        // Other arguments may be given more.
        let given = after.given(Action::Call);
        let rules = key(Action::Call, &Given::default(), &given);
        let compared = self.once(Digest::of(format!("{rules} {resource}").as_bytes()), || {
            let (most, is_proven) = excessive(&given, &Pattern::one_tool(server, tool));
            Compared { shifts: most.into_iter().collect(), is_proven, unguarded: None }
        });
        (compared.shifts.into_iter().next().or(plain), compared.is_proven)
    }
}

/// The request within a pattern that is given most, where one is given something, and whether that is proven.
fn excessive(given: &Given<'_>, within: &Pattern) -> (Option<Shift>, bool) {
    let mut is_proven = true;
    for (most, after) in [(Effect::Ask, Effect::Allow), (Effect::Deny, Effect::Ask)] {
        match excess(given, most, within) {
            Excess::Request(request) => {
                return (Some(Shift { request, before: Effect::Deny, after }), is_proven);
            }
            Excess::None => {}
            Excess::NotProven => is_proven = false,
        }
    }
    (None, is_proven)
}

/// The rules of an action and what they are used on, sorted.
fn lines<'w>(
    authority: &Authority<'_, 'w>,
    effective: &Effective<'w>,
    action: Action,
) -> Vec<Line<'w>> {
    let rule = |line: &crate::permission::Line<'w>| {
        (line.to_string(), Some(Spot { item: line.member.item, span: line.member.span }))
    };
    let mut lines: Vec<Line<'w>> = authority.all_lines(action).map(rule).collect();
    let given = authority.given(action);
    for pattern in given.has.iter().flatten() {
        let key = action.name_in(pattern.as_str());
        let holder = action
            .used_on()
            .and_then(|(row, _)| effective.fields_of(row).find(|field| field.key() == Some(key)));
        let spot = holder.map(|field| Spot::of(field.item));
        lines.push((format!("reach {}", pattern.as_str()), spot));
    }
    lines.sort_by(|(a, _), (b, _)| a.cmp(b));
    lines.dedup_by(|(a, _), (b, _)| a == b);
    lines
}

/// What went and what came.
fn differing<'w>(action: Action, before: &[Line<'w>], after: &[Line<'w>]) -> Draft<'w> {
    let field = ["permissions".to_owned(), action.as_str().to_owned()];
    let mut draft = Draft::new(&field, What::Set);
    let is_in = |lines: &[Line<'w>], text: &str| {
        lines.binary_search_by(|(other, _)| other.as_str().cmp(text)).is_ok()
    };
    for (text, spot) in before.iter().filter(|(text, _)| !is_in(after, text)) {
        draft.piece(super::fields::piece(Some(text), None), (*spot, None));
    }
    for (text, spot) in after.iter().filter(|(text, _)| !is_in(before, text)) {
        draft.piece(super::fields::piece(None, Some(text)), (None, *spot));
    }
    draft
}

/// A digest of all that a comparison depends on.
fn key(action: Action, before: &Given<'_>, after: &Given<'_>) -> Digest {
    Digest::of(format!("{action}\n{}\u{1}{}", before.content(), after.content()).as_bytes())
}
