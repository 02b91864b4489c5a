//! The checks that every dialect has to pass.
//!
//! For each policy: the proof holds or nothing is rendered; no request gets more than is declared or more than the dialect
//! says; a policy that the target can express comes out exactly; and what comes out stricter leaves no rule to be added.

use bailiwick_engine::compose::Effective;
use bailiwick_engine::permission::{Action, Authority, Decider, Effect, Resource};
use bailiwick_engine::render::dialect::{Dialect, Native, Subject};
use bailiwick_engine::render::dialects::dialect;
use bailiwick_engine::render::meaning::Meaning;
use bailiwick_engine::render::proof::{Proof, prove};
use bailiwick_engine::render::{Targets, render};
use bailiwick_engine::workspace::{Workspace, load};
use bailiwick_engine::world::{Disk, Memory};
use bailiwick_schema::vocabulary;
use rayon::prelude::*;

use super::additions;
use super::declared::Declared;
use super::interpreter::{Folder, Interpreter, Request};
use super::judgement::Judgement;
use super::policy::{self, Policy};
use super::random::Random;
use super::universe;

/// An interpreter, and the requests that it is asked about.
pub struct Judge<'i> {
    pub interpreter: &'i dyn Interpreter,
    dialect: &'static Dialect,
    requests: Vec<Vec<Request>>,
}

/// The agents of a policy, rendered.
pub struct Place<'p, 'f> {
    pub subjects: Vec<Subject<'p, 'f>>,
    pub folder: Folder,
}

/// How many policies are put into one workspace.
const TOGETHER: usize = 50;

/// So many policies within a target's power are enough.
const MOST_WITHIN: usize = 500;

/// Judges a dialect by random policies, up to half of them within its target's power, and prints what came of them.
pub fn judge(interpreter: &dyn Interpreter) {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let count = usize::try_from(number("BAILIWICK_POLICIES").unwrap_or(100)).unwrap();
    let seed = number("BAILIWICK_SEED").unwrap_or(20_261_123);
    println!("{}: seed {seed}, {count} policies", interpreter.dialect());
    let judge = Judge::new(interpreter);
    let mut random = Random(seed);
    let within_count = count.div_ceil(2).min(MOST_WITHIN);
    let within: Vec<Policy> = (0..within_count).map(|_| interpreter.within(&mut random)).collect();
    let within = judge.all(&within, true).inspect_err(|why| println!("{why}")).unwrap();
    println!("within its power: {within}");
    let any: Vec<Policy> = (within_count..count).map(|_| policy::policy(&mut random)).collect();
    let any = judge.all(&any, false).inspect_err(|why| println!("{why}")).unwrap();
    println!("random: {any}");
    println!("COUNT: {}", within.requests + any.requests);
    assert!(any.stricter > 0 && any.added > 0, "no policy is beyond it");
    assert!(any.exact > 0, "no random policy comes out exactly");
    assert!(within.same > within.requests / 4 && any.same > any.requests / 4, "a weak judge");
}

/// Judges a dialect by the workspaces that are shown as examples: each agent alone, and all of them together.
pub fn judge_examples(interpreter: &dyn Interpreter) {
    let judge = Judge::new(interpreter);
    let examples = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples");
    let mut all = Judgement::default();
    for name in ["coding-agents", "research-desk", "support-fleet"] {
        let workspace = load(&Disk::at(std::path::Path::new(examples).join(name).as_path()));
        for environment in workspace.fleet().environments() {
            let mut held = Vec::new();
            let contexts = workspace.contexts(Some(environment));
            contexts
                .each(
                    |effective| contexts.is_present(effective).then(|| effective.clone()),
                    |one| {
                        held.extend(one);
                        Ok::<(), std::convert::Infallible>(())
                    },
                )
                .unwrap();
            let alone = held.par_iter().map(|effective| {
                judge.place(&workspace, std::slice::from_ref(effective), false, &effective.name())
            });
            all = all.and(alone.try_reduce(Judgement::default, |a, b| Ok(a.and(b))).unwrap());
            if !held.is_empty() {
                all = all.and(judge.place(&workspace, &held, false, name).unwrap());
            }
        }
    }
    println!("{}: examples: {all}", interpreter.dialect());
    assert_eq!(all.refused, 0, "an example is refused");
    assert!(all.exact + all.stricter >= 10, "few examples");
}

impl<'i> Judge<'i> {
    fn new(interpreter: &'i dyn Interpreter) -> Self {
        let of = |action| universe::requests(action, &interpreter.requests(action));
        let requests = Action::ALL.map(of).to_vec();
        Self { interpreter, dialect: dialect(interpreter.dialect()).unwrap(), requests }
    }

    fn all(&self, policies: &[Policy], is_within: bool) -> Result<Judgement, String> {
        let chunk = |policies: &[Policy]| {
            let agents: Vec<String> =
                policies.iter().enumerate().map(|(at, policy)| policy.written(at)).collect();
            let text = format!("{}{}", policy::DECLARED, agents.concat());
            let workspace = load(&Memory::example(&text));
            let mut all = Judgement::default();
            for (number, policy) in policies.iter().enumerate() {
                let effective = |at| {
                    let agent = workspace.agent(&policy::name(number, at)).unwrap();
                    workspace.effective(agent, None)
                };
                let held: Vec<Effective<'_>> = (0..policy.0.len()).map(effective).collect();
                // What cannot be read would be no test.
                for (agent, effective) in policy.0.iter().zip(&held) {
                    let authority = Authority::of(effective);
                    for line in &agent.lines {
                        let is_read = authority.lines(line.action).any(|read| {
                            read.rule.effect == line.effect && read.member.text == line.pattern
                        });
                        assert!(is_read, "{line:?} in\n{}", policy.written(number));
                    }
                }
                all = all.and(self.place(&workspace, &held, is_within, &policy.written(number))?);
            }
            Ok(all)
        };
        policies
            .par_chunks(TOGETHER.min(policies.len() / 4 + 1))
            .map(chunk)
            .try_reduce(Judgement::default, |a, b| Ok(a.and(b)))
    }

    /// Judges agents that are rendered together.
    fn place(
        &self,
        workspace: &Workspace,
        held: &[Effective<'_>],
        is_within: bool,
        told: &str,
    ) -> Result<Judgement, String> {
        let authorities: Vec<Authority<'_, '_>> = held.iter().map(Authority::of).collect();
        let subjects: Vec<Subject<'_, '_>> = held
            .iter()
            .zip(&authorities)
            .map(|(effective, authority)| Subject { effective, authority })
            .collect();
        let native = (self.dialect.compile)(&subjects);
        let mut servers: Vec<String> =
            subjects.iter().flat_map(|subject| servers(subject.effective)).collect();
        servers.sort_unstable();
        servers.dedup();
        let place = Place { subjects, folder: Folder { native, servers } };
        let wrong = |why: String| format!("{told}\n{}\n{why}", shown(&place.folder.native));
        let mut judgement = Judgement::default();
        let (mut holds, mut is_exact) = (true, true);
        for at in 0..place.subjects.len() {
            let meaning = (self.dialect.meaning)(&place.folder.native).of(&place.subjects[at]);
            for action in Action::ALL {
                let proof = prove(action, place.subjects[at].authority, &meaning);
                holds &= proof.holds();
                is_exact &= proof.is_exact();
                let one = self.action(&place, at, &meaning, &proof);
                let one = one.map_err(|why| wrong(format!("agent {at}: {why}")))?;
                judgement = judgement.and(one);
                if is_within && !proof.is_exact() {
                    return Err(wrong(format!("not exact: {proof:?}")));
                }
            }
        }
        if !holds {
            self.is_refused(workspace, held, told);
        }
        if holds && !is_exact {
            judgement.added += additions::try_all(self, &place).map_err(wrong)?;
        }
        judgement.refused += usize::from(!holds);
        judgement.exact += usize::from(holds && is_exact);
        judgement.stricter += usize::from(holds && !is_exact);
        Ok(judgement)
    }

    /// Judges the requests of one action.
    fn action(
        &self,
        place: &Place<'_, '_>,
        at: usize,
        meaning: &Meaning,
        proof: &Proof,
    ) -> Result<Judgement, String> {
        let action = proof.action;
        let mut judgement = Judgement::default();
        let declared = Declared::new(&place.subjects[at], action);
        let given = meaning.given(action);
        let mut decider = Decider::new(&given);
        let runtime = self.interpreter.runtime(&place.folder, at);
        let shifts = proof.looser.iter().chain(&proof.stricter).chain(&proof.unguarded);
        let witnesses: Vec<Request> = shifts
            .map(|shift| Request {
                action,
                resource: shift.request.resource.to_string(),
                arguments: shift.request.arguments.clone(),
            })
            .collect();
        for request in self.requests(place, action).iter().chain(&witnesses) {
            let found = runtime.decide(request);
            judgement.requests += 1;
            if proof.holds() && found > declared.most(request) {
                return Err(told(request, found, "declared", declared.most(request)));
            }
            let Ok(resource) = Resource::read(action, &request.resource) else { continue };
            let meant = decider.decide(&resource, &request.arguments);
            if found > meant {
                return Err(told(request, found, "at most meant", meant));
            }
            if runtime.is_exact(request) {
                judgement.same += 1;
                if found != meant {
                    return Err(told(request, found, "meant", meant));
                }
            }
        }
        Ok(judgement)
    }

    /// What does not hold must not be rendered.
    fn is_refused(&self, workspace: &Workspace, held: &[Effective<'_>], told: &str) {
        let targets = Targets::new(workspace.fleet(), workspace.assets());
        let (target, _) = targets.read(targets.find(self.interpreter.dialect()).unwrap());
        let names: Vec<String> = held.iter().map(Effective::name).collect();
        let rendered = render(workspace, None, &target, &names);
        assert!(!rendered.refusals.is_empty(), "{told}\nis rendered");
    }

    /// The requests that the rules of all agents in a place are tried with.
    pub fn requests(&self, place: &Place<'_, '_>, action: Action) -> Vec<Request> {
        let lines = place.subjects.iter().flat_map(|subject| subject.authority.lines(action));
        let mut patterns: Vec<&str> = lines.map(|line| line.member.text).collect();
        patterns.sort_unstable();
        patterns.dedup();
        let around = patterns.iter().flat_map(|pattern| universe::around(action, pattern));
        let behind = patterns.iter().filter(|_| action == Action::Run);
        let behind = behind.flat_map(|pattern| universe::behind_wrapper(pattern, &patterns));
        self.requests[action as usize].iter().cloned().chain(around).chain(behind).collect()
    }
}

fn servers<'e>(effective: &'e Effective<'_>) -> impl Iterator<Item = String> + 'e {
    let servers = effective.fields_of(&vocabulary::USED_SERVER);
    servers.filter_map(|field| field.key().map(str::to_owned))
}

fn told(request: &Request, found: Effect, what: &str, wanted: Effect) -> String {
    let Request { action, resource, arguments } = request;
    format!("`{action}` of `{resource}` {arguments} is decided {found}; {what}: {wanted}")
}

fn shown(native: &Native) -> String {
    serde_json::to_string(&native.shared).unwrap() + &serde_json::to_string(&native.agents).unwrap()
}
