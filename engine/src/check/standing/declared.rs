//! How the rules that a declaration writes stand in all contexts that get them: one finding for one rule.

use bailiwick_schema::document::{Item, Layering};
use bailiwick_schema::span::Span;
use bailiwick_schema::vocabulary::{self, Kind};

use super::suspect::may_cover;
use super::{Standing, standing};
use crate::check::Scope;
use crate::check::proven::Standings;
use crate::compose::{Layers, Lineage, effective, lineage};
use crate::permission::{Action, Authority};

/// A rule of a declaration that decides nothing, wherever it is laid.
pub(crate) struct Idle<'f> {
    /// The node.
    pub(crate) item: Item<'f>,
    /// The pattern as it is written.
    pub(crate) text: &'f str,
    /// Its place.
    pub(crate) span: Span,
    /// How it stands, in the first context that gets it.
    pub(crate) standing: Standing<'f>,
}

/// A pattern of a declaration.
#[derive(Clone, Copy)]
struct Written<'f> {
    item: Item<'f>,
    text: &'f str,
    span: Span,
}

/// The rules of an agent, or of a base for all that extend it, that decide nothing.
pub(crate) fn idle<'w>(scope: &Scope<'w>, item: Item<'_>) -> Vec<Idle<'w>> {
    let kind = if item.spec() == &vocabulary::BASE { Kind::Base } else { Kind::Agent };
    let name = item.text().unwrap_or_default();
    // The same node, as long as the workspace lives.
    let Some(item) = scope.fleet.find(kind, name).filter(|own| own.address() == item.address())
    else {
        return Vec::new();
    };
    let family = lineage(scope.fleet, item);
    let suspects = suspects(scope, &family);
    if suspects.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<Option<Standing<'w>>> = suspects.iter().map(|_| None).collect();
    let is_base = kind == Kind::Base;
    // By itself, a base has not all that its agents have; its rules are looked at beside each other first.
    judge(scope, &family, &suspects, &mut found, is_base);
    if is_base {
        let mut is_laid = false;
        for (_, agent) in scope.fleet.sorted(Kind::Agent) {
            let open = |found: &Option<Standing<'_>>| !matches!(found, None | Some(Standing::Live));
            if !found.iter().any(open) {
                return Vec::new();
            }
            let family = lineage(scope.fleet, agent);
            if !family.bases.iter().any(|base| base.address() == item.address()) {
                continue;
            }
            let is_first = !std::mem::replace(&mut is_laid, true);
            let is_absent = |found: &Option<Standing<'_>>| matches!(found, Some(Standing::Absent));
            if is_first || family.declarations().any(takes_away) || found.iter().any(is_absent) {
                judge(scope, &family, &suspects, &mut found, false);
            }
        }
        if !is_laid {
            return Vec::new();
        }
    }
    let idle = |(written, standing): (Written<'w>, Option<Standing<'w>>)| {
        let standing = standing.filter(|standing| !matches!(standing, Standing::Live))?;
        Some(Idle { item: written.item, text: written.text, span: written.span, standing })
    };
    suspects.into_iter().zip(found).filter_map(idle).collect()
}

/// Takes in how rules stand in the contexts of one family.
fn judge<'w>(
    scope: &Scope<'w>,
    family: &Lineage<'w>,
    suspects: &[Written<'w>],
    found: &mut [Option<Standing<'w>>],
    is_alone: bool,
) {
    let declared = [None];
    let named: Vec<Option<Item<'w>>> = scope.environments.iter().copied().map(Some).collect();
    let environments = if named.is_empty() { declared.as_slice() } else { &named };
    for environment in environments {
        if !found.iter().any(|found| !matches!(found, Some(Standing::Live))) {
            return;
        }
        let effective = effective(family, *environment, Layers::All);
        let name = effective.environment_name().unwrap_or_default();
        if !is_alone && !scope.is_present(effective.stage(), name) {
            continue;
        }
        let authority = Authority::with(&effective, scope.patterns());
        context(&scope.proven().standings, &authority, suspects, found);
    }
}

fn context<'w>(
    standings: &Standings,
    authority: &Authority<'_, 'w>,
    suspects: &[Written<'w>],
    found: &mut [Option<Standing<'w>>],
) {
    for (written, found) in suspects.iter().zip(found) {
        if matches!(found, Some(Standing::Live)) {
            continue;
        }
        let Some(action) = written.item.text().and_then(Action::named) else { continue };
        let mut lines = authority.lines(action);
        let line = lines.find(|line| {
            line.member.span == written.span && line.member.item.address() == written.item.address()
        });
        let Some(line) = line else { continue };
        let here = standing(standings, authority, line);
        *found = Some(match (found.take(), here) {
            (_, Standing::Live) => Standing::Live,
            (None, here) => here,
            // What is not needed in one context and beaten in another is not needed.
            (Some(_), here @ Standing::Redundant(_)) => here,
            (Some(before), _) => before,
        });
    }
}

/// Whether a declaration takes rules of lower layers away.
fn takes_away(declaration: Item<'_>) -> bool {
    let blocks = declaration.children_of(&vocabulary::IN).chain([declaration]);
    blocks.flat_map(|block| block.children_of(&vocabulary::PERMISSIONS)).any(|permissions| {
        permissions.layering() != Layering::Merge
            || permissions.children().any(|rule| rule.layering() != Layering::Merge)
    })
}

/// The patterns of a declaration that another could take the place of, or that are about what is not there.
fn suspects<'w>(scope: &Scope<'w>, family: &Lineage<'w>) -> Vec<Written<'w>> {
    let own: Vec<(Action, Written<'w>)> = written(family.agent);
    if own.is_empty() {
        return Vec::new();
    }
    let defaults = scope
        .environments
        .iter()
        .filter_map(|environment| environment.child(&vocabulary::DEFAULTS));
    let around: Vec<Item<'w>> = family.bases.iter().copied().chain(defaults).collect();
    let mut all: Vec<(Action, Written<'w>)> = around.iter().copied().flat_map(written).collect();
    all.extend(&own);
    let is_suspect = |(action, written): &(Action, Written<'w>)| {
        all.iter().any(|(other, over)| {
            other == action
                && !(over.span == written.span && over.item.address() == written.item.address())
                && rank(over.item) <= rank(written.item)
                && may_cover(*action, over.text, written.text)
        }) || rank(written.item) > 0 && may_be_absent(*action, written.text, family.agent, &around)
    };
    own.iter().copied().filter(is_suspect).map(|(_, written)| written).collect()
}

fn rank(item: Item<'_>) -> u8 {
    u8::from(item.spec() != &vocabulary::DENY) + u8::from(item.spec() == &vocabulary::ALLOW)
}

fn may_be_absent(action: Action, text: &str, own: Item<'_>, around: &[Item<'_>]) -> bool {
    let Some((row, _)) = action.used_on() else { return false };
    let name = action.name_in(text);
    let is_open = name.contains(['*', '?', '[', '{']);
    let named = |declaration: Item<'_>| {
        let is_meant = |node: &Item<'_>| is_open || node.text() == Some(name);
        let node = declaration.children_of(row).find(is_meant);
        node.is_some_and(|node| {
            is_open || node.layering() == Layering::Merge && node.child(&vocabulary::ONLY).is_none()
        })
    };
    !(named(own) || around.iter().copied().any(named))
}

/// The patterns that a declaration writes, those of its `in` blocks included.
fn written(declaration: Item<'_>) -> Vec<(Action, Written<'_>)> {
    let blocks = declaration.children_of(&vocabulary::IN).chain([declaration]);
    let mut all = Vec::new();
    for item in blocks
        .flat_map(|block| block.children_of(&vocabulary::PERMISSIONS))
        .flat_map(Item::children)
    {
        let Some(action) = item.text().and_then(Action::named) else { continue };
        if item.layering() == Layering::Remove {
            continue;
        }
        all.extend(item.texts().skip(1).map(|(text, span)| (action, Written { item, text, span })));
    }
    all
}
