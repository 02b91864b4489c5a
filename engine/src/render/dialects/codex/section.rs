//! The policy that gives most of those that are proven to give no agent more than is declared.

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::commands::Prefix;
use super::mode::Mode;
use super::policy::Policy;
use super::sense::sense;
use super::servers::{self, Server};
use super::trees;
use crate::permission::{Action, Arguments, Effect, Given, Line};
use crate::render::dialect::Subject;
use crate::render::proof::{Proof, prove_given};
use crate::runtime::codex::declared_tool;

/// The policy for some agents.
pub(super) fn policy(subjects: &[Subject<'_, '_>]) -> Policy {
    let all = Mode::ALL.into_iter().filter_map(|mode| Search::new(subjects, mode).policy());
    let best = all.min_by_key(|(loss, _)| *loss);
    // Where nothing is proven, what is left is refused with its requests.
    best.map_or_else(|| Policy::closed(Mode::Never), |(_, policy)| policy)
}

/// The actions in the order in which they are settled: what may be written may be read as well.
const ORDER: [Action; Action::ALL.len()] = [
    Action::Run,
    Action::Write,
    Action::Read,
    Action::Call,
    Action::Fetch,
    Action::Delegate,
    Action::Recall,
    Action::Remember,
];

/// A search for the policy of one mode.
struct Search<'s, 'a, 'f> {
    subjects: &'s [Subject<'a, 'f>],
    mode: Mode,
}

impl<'s, 'a, 'f> Search<'s, 'a, 'f> {
    const fn new(subjects: &'s [Subject<'a, 'f>], mode: Mode) -> Self {
        Self { subjects, mode }
    }

    /// The policy, and what is lost by it; none where even the least is too much.
    fn policy(&self) -> Option<(usize, Policy)> {
        let mut policy = Policy::closed(self.mode);
        let mut loss = 0;
        for action in ORDER {
            let variants = match action {
                Action::Run => self.commands(&policy),
                Action::Read => self.images(&policy),
                Action::Write => self.folders(&policy),
                Action::Call => self.tools(&policy),
                _ => vec![policy.clone()],
            };
            let proven = variants
                .into_iter()
                .find_map(|variant| Some((self.loss(action, &variant)?, variant)));
            let (more, found) = proven?;
            loss += more;
            policy = found;
        }
        Some((loss, policy))
    }

    fn lines(&self, action: Action) -> Vec<&'s Line<'f>> {
        self.subjects.iter().flat_map(|subject| subject.authority.lines(action)).collect()
    }

    /// How much is lost by a policy, agents that are given the same taken once; none where it is not proven to give nobody
    /// more, which the first such agent says.
    fn loss(&self, action: Action, policy: &Policy) -> Option<usize> {
        let sense = sense(action, policy, &[]);
        let mut known = FxHashSet::default();
        let given = self.subjects.iter().map(|subject| subject.authority.given(action));
        let different: Vec<Given<'_>> =
            given.filter(|given| known.insert(given.content())).collect();
        let loss = |given: &Given<'_>| {
            let proof = prove_given(action, given, &sense.given());
            proof.holds().then(|| lost(&proof))
        };
        different.par_iter().map(loss).sum()
    }

    fn holds(&self, action: Action, policy: &Policy) -> bool {
        self.loss(action, policy).is_some()
    }

    /// With rules about commands: all, those that are fine beside what guards, none; or without commands.
    fn commands(&self, policy: &Policy) -> Vec<Policy> {
        let closed = policy.clone();
        // Where tools alone are asked about, `rm -f` would be, too.
        if self.mode == Mode::Tools {
            return vec![closed];
        }
        let mut rules: Vec<Prefix> =
            self.lines(Action::Run).into_iter().filter_map(Prefix::of).collect();
        rules.sort_unstable();
        rules.dedup();
        let (allowed, guards): (Vec<Prefix>, Vec<Prefix>) =
            rules.into_iter().partition(|rule| rule.effect == Effect::Allow);
        let with = |allowed: &[Prefix]| {
            let rules = guards.iter().chain(allowed).cloned().collect();
            Policy { commands: true, rules, ..policy.clone() }
        };
        let is_fine = |rule: &&Prefix| self.holds(Action::Run, &with(std::slice::from_ref(*rule)));
        let all = with(&allowed);
        let mut variants = vec![all];
        if !self.variant_holds(Action::Run, variants.first()) {
            let fine: Vec<Prefix> = allowed.iter().filter(is_fine).cloned().collect();
            variants = vec![with(&fine), with(&[])];
        }
        // Where nobody is asked and nothing is allowed, no command is of any use.
        let allows = |policy: &Policy| policy.rules.iter().any(|rule| rule.effect == Effect::Allow);
        let is_of_use = |policy: &Policy| self.mode != Mode::Never || allows(policy);
        variants.retain(is_of_use);
        variants.push(closed);
        variants
    }

    fn variant_holds(&self, action: Action, policy: Option<&Policy>) -> bool {
        policy.is_some_and(|policy| self.holds(action, policy))
    }

    /// With folders that may be written: all, those that are fine alone, none.
    fn folders(&self, policy: &Policy) -> Vec<Policy> {
        let lines = self.lines(Action::Write);
        let allowed = lines.iter().filter(|line| line.rule.effect == Effect::Allow);
        let folders: Vec<String> = allowed.filter_map(|line| trees::folder(line)).collect();
        let guards = lines.iter().filter(|line| line.rule.effect < Effect::Allow);
        let guarded: Vec<String> = guards.filter_map(|line| trees::kept(line)).collect();
        let guarded = trees::outermost(&guarded);
        let with = |folders: &[String]| {
            let is_free =
                |folder: &&String| !guarded.iter().any(|other| trees::is_in(folder, other));
            let free: Vec<String> = folders.iter().filter(is_free).cloned().collect();
            let written = trees::outermost(&free);
            let is_within = |path: &&String| written.iter().any(|one| trees::is_in(path, one));
            let kept = guarded.iter().filter(is_within).cloned().collect();
            Policy { written, kept, ..policy.clone() }
        };
        let is_fine =
            |folder: &&String| self.holds(Action::Write, &with(std::slice::from_ref(*folder)));
        let fine: Vec<String> = folders.iter().filter(is_fine).cloned().collect();
        vec![with(&folders), with(&fine), policy.clone()]
    }

    /// With the tool that reads images: of all folders that may be read, of those that are fine alone; or without it.
    fn images(&self, policy: &Policy) -> Vec<Policy> {
        let lines = self.lines(Action::Read);
        let allowed = lines.iter().filter(|line| line.rule.effect == Effect::Allow);
        let folders: Vec<String> = allowed.filter_map(|line| trees::folder(line)).collect();
        let with = |folders: &[String]| Policy {
            images: true,
            read: trees::outermost(folders),
            ..policy.clone()
        };
        let is_fine =
            |folder: &&String| self.holds(Action::Read, &with(std::slice::from_ref(*folder)));
        let fine: Vec<String> = folders.iter().filter(is_fine).cloned().collect();
        let some = [folders, fine].into_iter().filter(|folders| !folders.is_empty());
        some.map(|folders| with(&folders)).chain([policy.clone()]).collect()
    }

    /// With the servers, as much of each as is fine; and with searching, where all may.
    fn tools(&self, policy: &Policy) -> Vec<Policy> {
        let mut all = policy.clone();
        let asks = self.mode.prompted() == Effect::Ask;
        let effects = [Effect::Allow, Effect::Ask, Effect::Deny];
        for (name, mut tools) in servers::named(self.subjects) {
            if !asks {
                tools
                    .values_mut()
                    .filter(|to| **to == Effect::Ask)
                    .for_each(|to| *to = Effect::Deny);
            }
            let mut some = effects.into_iter().filter(|effect| asks || *effect != Effect::Ask);
            let fine = some.find_map(|unnamed| {
                let server = Server { unnamed, tools: tools.clone() };
                let alone = BTreeMap::from([(name.clone(), server.clone())]);
                let variant = Policy { servers: alone, ..policy.clone() };
                (server.is_any() && self.holds(Action::Call, &variant)).then_some(server)
            });
            all.servers.extend(fine.map(|server| (name, server)));
        }
        let searches = |subject: &Subject<'_, '_>| {
            let tool = declared_tool("web-search");
            let answer = subject.authority.decide(Action::Call, &tool, &Arguments::default());
            answer.effect == Effect::Allow
        };
        all.search = !self.subjects.is_empty() && self.subjects.iter().all(searches);
        vec![all, policy.clone()]
    }
}

/// What is lost: a refusal of what is allowed counts most.
fn lost(proof: &Proof) -> usize {
    let weigh = |(before, after): (Effect, Effect)| match (before, after) {
        (Effect::Allow, Effect::Deny) => 4,
        (Effect::Ask, Effect::Deny) => 2,
        _ => 1,
    };
    proof.stricter.iter().map(|shift| weigh((shift.before, shift.after))).sum()
}
