//! The rules of one action for all agents of a place: the most that is proven to give none of them more than is declared.

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::permissions::{Mode, Permissions};
use super::rule::Rule;
use super::sense::{DELEGATE, FETCH, sense};
use super::{Agent, Beside, bash, path, tool, tools};
use crate::digest::Digest;
use crate::permission::{Action, Effect, Excess, Given, Line, Pattern, excess};
use crate::render::dialect::Subject;
use crate::render::meaning::Sense;
use crate::render::proof::{Proof, prove_given};

/// The rules of an action, and how much is lost by them.
#[derive(Debug)]
pub(super) struct Section {
    pub(super) permissions: Permissions,
    /// How many agents get less than is declared, the grave losses counted more.
    pub(super) loss: usize,
    /// Whether nobody gets more.
    pub(super) holds: bool,
}

/// Whether an agent is given anything of an action.
pub(super) fn is_given(subject: &Subject<'_, '_>, action: Action) -> bool {
    is_any(&subject.authority.given(action), action)
}

fn is_any(given: &Given<'_>, action: Action) -> bool {
    let Some(everything) = Pattern::everything(action).filter(|_| may_give(given)) else {
        return false;
    };
    excess(given, Effect::Deny, &everything) != Excess::None
}

/// Whether some rule gives anything, were it not for those that deny.
fn may_give(given: &Given<'_>) -> bool {
    given.rules.iter().any(|rule| rule.effect > Effect::Deny)
}

/// What an agent is given of an action, and what its tools reach.
struct Meant<'a> {
    given: Given<'a>,
    reach: Option<Vec<Pattern>>,
}

impl Meant<'_> {
    /// Whether there is anything to prove: something is given, or something can be used that is not taken away by name.
    fn counts(&self, action: Action) -> bool {
        let is_called =
            action == Action::Call && self.reach.as_ref().is_some_and(|reach| !reach.is_empty());
        is_called || is_any(&self.given, action)
    }
}

/// All that a proof about it depends on.
fn content(Meant { given, reach }: &Meant<'_>) -> Digest {
    let has = reach.as_ref().map(|reach| reach.iter().collect());
    let reach = Given { has, ..Given::default() };
    Digest::of(format!("{}\n\n{}", given.content(), reach.content()).as_bytes())
}

/// The rules of an action for those agents that can use it or are given something of it.
pub(super) fn section(
    action: Action,
    (mode, beside): (Mode, Beside),
    agents: &[Agent<'_, '_>],
) -> Section {
    // No rule says which agents may be started: a hook does.
    let is_hooked = beside == Beside::Hook && action == Action::Delegate;
    let holds = |proof: &Proof| proof.holds() || is_hooked && proof.is_proven;
    let mut known = FxHashSet::default();
    let folder = tools::of_folder(agents);
    let meant: Vec<Meant<'_>> = agents
        .iter()
        .map(|agent| Meant {
            given: agent.subject.authority.given(action),
            reach: tools::reach(agent.tools.as_deref(), &folder, agent.subject, action),
        })
        // Agents that are given the same are asked about once.
        .filter(|meant| known.insert(content(meant)) && meant.counts(action))
        .collect();
    let subjects = agents.iter().map(|agent| agent.subject);
    let lines: Vec<&Line<'_>> =
        subjects.flat_map(|subject| subject.authority.lines(action)).collect();
    for permissions in variants(action, mode, &lines, &meant) {
        if let Some(loss) = loss_of(action, &permissions, &meant, holds) {
            return Section { permissions, loss, holds: true };
        }
    }
    // Nothing of it is proven to be safe: the tools are taken away.
    let permissions = closed(action, mode);
    let loss = loss_of(action, &permissions, &meant, Proof::holds);
    // Of what is lost, a proof names one request of each kind: here that is all there are.
    Section { permissions, loss: 2 * loss.unwrap_or_default(), holds: loss.is_some() }
}

/// How much is lost by rules; none where they are not proven to give nobody more, which the first such agent says.
fn loss_of(
    action: Action,
    permissions: &Permissions,
    meant: &[Meant<'_>],
    holds: impl Fn(&Proof) -> bool + Sync,
) -> Option<usize> {
    let sense = sense(action, permissions);
    let everything = Pattern::everything(action);
    let gives_nothing =
        everything.is_some_and(|all| excess(&sense.given(), Effect::Deny, &all) == Excess::None);
    let loss = |meant: &Meant<'_>| {
        // Proven of all agents at once.
        if gives_nothing && !may_give(&meant.given) {
            return Some(0);
        }
        let proof = proof(action, &sense, meant);
        holds(&proof).then(|| loss(&proof))
    };
    meant.par_iter().map(loss).sum()
}

fn proof(action: Action, sense: &Sense, meant: &Meant<'_>) -> Proof {
    let has = meant.reach.as_ref().map(|reach| reach.iter().collect());
    prove_given(action, &meant.given, &Given { has, ..sense.given() })
}

/// What is lost: a refusal of what is allowed counts most.
fn loss(proof: &Proof) -> usize {
    let weigh = |(before, after): (Effect, Effect)| match (before, after) {
        (Effect::Allow, Effect::Deny) => 4,
        (Effect::Ask, Effect::Deny) => 2,
        _ => 1,
    };
    proof.stricter.iter().map(|shift| weigh((shift.before, shift.after))).sum()
}

/// Sets of rules to try, the one that gives most first.
fn variants(
    action: Action,
    mode: Mode,
    lines: &[&Line<'_>],
    meant: &[Meant<'_>],
) -> Vec<Permissions> {
    if meant.is_empty() {
        return vec![closed(action, mode)];
    }
    let empty = || Permissions { mode, ..Permissions::default() };
    let guards = || guards(action, mode, lines);
    match action {
        Action::Run | Action::Call => {
            let mut all = guards();
            all.allow = allowed(action, lines);
            let has_holes = !all.ask.is_empty() || !all.deny.is_empty();
            all.extend(closing(action, &all.allow, has_holes, mode));
            let mut kept = guards();
            kept.allow = kept_of(action, mode, &all.allow, meant, &kept);
            kept.extend(closing(action, &kept.allow, has_holes, mode));
            let mut none = guards();
            none.extend(closing(action, &[], has_holes, mode));
            vec![all, kept, none]
        }
        Action::Read | Action::Write => {
            let mut asked = guards();
            asked.push(Effect::Ask, path::all(action));
            let mut all = guards();
            all.allow = allowed(action, lines);
            if all.allow.is_empty() { vec![all, asked] } else { vec![all, guards(), asked] }
        }
        Action::Fetch | Action::Delegate => {
            let name = if action == Action::Fetch { FETCH } else { DELEGATE };
            let mut asked = empty();
            asked.push(Effect::Ask, Rule::tool(name));
            let mut allowed = empty();
            allowed.push(Effect::Allow, Rule::tool(name));
            vec![allowed, asked]
        }
        Action::Recall | Action::Remember => vec![empty()],
    }
}

/// The rules that take an action's tools away.
fn closed(action: Action, mode: Mode) -> Permissions {
    let mut permissions = Permissions { mode, ..Permissions::default() };
    let rules = match action {
        Action::Run => vec![Rule::tool(bash::TOOL)],
        // Rules about all paths would hold for commands, too: `ls` would be refused.
        Action::Read | Action::Write => {
            path::tools(action).iter().map(|name| Rule::tool(*name)).collect()
        }
        Action::Fetch => vec![Rule::tool(FETCH)],
        Action::Call => tool::everything(),
        Action::Delegate => vec![Rule::tool(DELEGATE)],
        Action::Recall | Action::Remember => Vec::new(),
    };
    rules.into_iter().for_each(|rule| permissions.push(Effect::Deny, rule));
    permissions
}

/// The rules for the lines that deny or ask.
fn guards(action: Action, mode: Mode, lines: &[&Line<'_>]) -> Permissions {
    let mut permissions = Permissions { mode, ..Permissions::default() };
    // What is asked about where no rule matches needs no rule.
    let is_below_given = action == Action::Read
        || lines
            .iter()
            .any(|line| line.rule.effect == Effect::Allow && !native(action, line).is_empty());
    let is_asked = |line: &Line<'_>| {
        let is_outside = line.member.text.starts_with(['/', '~']);
        let is_path = matches!(action, Action::Read | Action::Write);
        is_path && (is_outside || !is_below_given) && line.rule.effect == Effect::Ask
    };
    for line in lines.iter().filter(|line| line.rule.effect < Effect::Allow && !is_asked(line)) {
        for rule in native(action, line) {
            permissions.push(line.rule.effect, rule);
        }
    }
    permissions
}

/// The rules for the lines that allow, as far as they can be said.
fn allowed(action: Action, lines: &[&Line<'_>]) -> Vec<Rule> {
    let lines = lines.iter().filter(|line| line.rule.effect == Effect::Allow);
    let mut rules: Vec<Rule> = lines.flat_map(|line| native(action, line)).collect();
    rules.sort_unstable();
    rules.dedup();
    rules
}

fn native(action: Action, line: &Line<'_>) -> Vec<Rule> {
    match action {
        Action::Run => bash::rules(line),
        Action::Call => tool::rules(line),
        Action::Read | Action::Write => path::rule(line).into_iter().collect(),
        Action::Fetch | Action::Delegate | Action::Recall | Action::Remember => Vec::new(),
    }
}

/// The rules that switch off what would be done unasked.
fn closing(action: Action, allowed: &[Rule], has_holes: bool, mode: Mode) -> Permissions {
    let mut permissions = Permissions { mode, ..Permissions::default() };
    permissions.ask = match action {
        Action::Run => bash::closing(allowed, has_holes),
        Action::Call => tool::closing(allowed),
        _ => Vec::new(),
    };
    permissions
}

/// The rules that, each beside what guards, give nobody more than is declared.
fn kept_of(
    action: Action,
    mode: Mode,
    allowed: &[Rule],
    meant: &[Meant<'_>],
    guards: &Permissions,
) -> Vec<Rule> {
    let holds = |rule: &&Rule| {
        let mut alone = guards.clone();
        alone.allow = vec![(*rule).clone()];
        alone.extend(closing(action, &alone.allow, true, mode));
        let sense = sense(action, &alone);
        meant.iter().all(|meant| proof(action, &sense, meant).holds())
    };
    allowed.par_iter().filter(holds).cloned().collect()
}
