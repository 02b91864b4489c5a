//! One action with its universe, and what policies give to all requests of it.

use std::collections::HashSet;

use bailiwick_engine::permission::{Action, Effect, Given, Pattern, Rule};
use rayon::prelude::*;

use super::conditions::{self, Passed, Reference};
use super::oracle::{self, Authority, matches_name, matches_path};
use super::pairs::{self, Line, Policy};
use super::random::Random;
use super::{commands, universe, urls};

/// One action with its universe and pools of patterns and conditions.
pub struct World {
    pub action: Action,
    pub requests: Vec<String>,
    pub patterns: Vec<Known>,
    /// The arguments that requests pass along; the first are none.
    pub arguments: Vec<Passed>,
    /// How long each of them is when it is written.
    pub lengths: Vec<usize>,
    /// Each with how it holds for each of the arguments; the first always does.
    pub conditions: Vec<(Reference, Vec<u8>)>,
}

/// A pattern, and the requests that it matches, as bits, in a rule that allows, and in one that denies or asks.
pub struct Known {
    pub pattern: Pattern,
    pub text: String,
    written: Vec<u64>,
    guarding: Vec<u64>,
}

/// What is given to requests, as bits, and what a rule denies of them, whatever the others say.
#[derive(Clone, Copy)]
pub struct Bits {
    pub asked: u64,
    pub allowed: u64,
    pub denying: u64,
}

pub const POOL: usize = 300;
const CONDITIONS: usize = 60;

impl World {
    pub fn new(action: Action, random: &mut Random) -> Self {
        let requests = match action {
            Action::Read | Action::Write => universe::paths(),
            Action::Fetch => universe::sorted(urls::requests().into_iter()),
            Action::Run => {
                let mut all = commands::requests();
                all.sort_by_cached_key(|request| oracle::preference(&commands::spelled(request)));
                all
            }
            Action::Call => universe::tools(),
            _ => universe::names(),
        };
        let arguments = conditions::universe();
        let length = |passed: &Passed| conditions::arguments(passed).to_string().len();
        let lengths = arguments.iter().map(length).collect();
        let mut references = vec![Reference::default()];
        references.extend((1..CONDITIONS).map(|_| conditions::condition(random)));
        let held = |reference: Reference| {
            let held =
                arguments.iter().map(|passed| conditions::held(&reference, passed)).collect();
            (reference, held)
        };
        let conditions = references.into_iter().map(held).collect();
        let mut world =
            Self { action, requests, patterns: Vec::new(), arguments, lengths, conditions };
        let texts: Vec<String> = (0..POOL)
            .map(|_| match action {
                Action::Read | Action::Write => pairs::path(random),
                Action::Run => commands::pattern(random),
                Action::Fetch => urls::pattern(random),
                action => pairs::name(random, action == Action::Call),
            })
            .collect();
        world.patterns = texts
            .into_par_iter()
            .filter_map(|text| {
                let pattern = Pattern::read(action, &text).ok()?;
                let (written, guarding) = (world.bits(&text, false), Vec::new());
                let guarding = if matches!(action, Action::Run | Action::Fetch) {
                    world.bits(&text, true)
                } else {
                    guarding
                };
                Some(Known { pattern, text, written, guarding })
            })
            .collect();
        world
    }

    /// Whether a pattern matches; `guards` where a rule denies or asks by it.
    pub fn matches(&self, pattern: &str, request: &str, guards: bool) -> bool {
        match self.action {
            Action::Read | Action::Write => matches_path(pattern, request),
            Action::Run => commands::matches(pattern, request, guards),
            Action::Fetch => urls::matches(pattern, request, guards),
            _ => matches_name(pattern.as_bytes(), request.as_bytes()),
        }
    }

    fn bits(&self, pattern: &str, guards: bool) -> Vec<u64> {
        let word = |requests: &[String]| {
            let bits = requests.iter().enumerate();
            bits.fold(0, |all, (at, request)| {
                all | u64::from(self.matches(pattern, request, guards)) << at
            })
        };
        self.requests.chunks(64).map(word).collect()
    }

    /// Those of a word of requests that a pattern matches.
    pub fn of(&self, pattern: usize, guards: bool, word: usize) -> u64 {
        let Known { written, guarding, .. } = &self.patterns[pattern];
        if guards && !guarding.is_empty() { guarding[word] } else { written[word] }
    }

    /// The rules of a policy, as they are put to what is judged.
    pub fn rules(&self, policy: &Policy) -> Vec<Rule> {
        let rule = |(authority, pattern, condition): &Line| {
            let effect = Effect::ALL[usize::from(*authority)];
            let pattern = self.patterns[*pattern].pattern.clone();
            let condition = conditions::put(&self.conditions[*condition].0);
            Rule { condition, ..Rule::new(effect, self.action, pattern) }
        };
        let otherwise = policy.is_open.then(|| Rule::otherwise(Effect::Ask, self.action).unwrap());
        policy.lines.iter().map(rule).chain(otherwise).collect()
    }

    /// The arguments that are worth a try: of those that are alike to all conditions of the policies, the first.
    pub fn tried<'p>(&self, policies: impl IntoIterator<Item = &'p Policy>) -> Vec<usize> {
        let lines = policies.into_iter().flat_map(|policy| &policy.lines);
        let mut used: Vec<usize> = lines.map(|(_, _, condition)| *condition).collect();
        used.sort_unstable();
        used.dedup();
        let mut known = HashSet::new();
        let held =
            |at: usize| used.iter().map(|used| self.conditions[*used].1[at]).collect::<Vec<u8>>();
        (0..self.arguments.len()).filter(|at| known.insert(held(*at))).collect()
    }

    /// What rules give to each request of a word.
    pub fn given(&self, policy: &Policy, word: usize, arguments: usize) -> Bits {
        let (mut denied, mut asked, mut granted) = (0, 0, 0);
        for (authority, pattern, condition) in &policy.lines {
            let bits = self.of(*pattern, *authority < 2, word);
            match (authority, self.conditions[*condition].1[arguments]) {
                (_, 0) | (2, 1) => {}
                (0, _) => denied |= bits,
                (1, 1) => asked |= bits,
                (1, _) => (asked, granted) = (asked | bits, granted | bits),
                _ => granted |= bits,
            }
        }
        let has = |has: &Vec<usize>| {
            has.iter().fold(0, |all, pattern| all | self.of(*pattern, false, word))
        };
        let has = policy.has.as_ref().map_or(u64::MAX, has);
        let open = if policy.is_open { !granted & !denied & has } else { 0 };
        let granted = granted & !denied & has;
        Bits { asked: granted & asked | open, allowed: granted & !asked, denying: denied }
    }

    /// Whether a rule that denies may hold for a request.
    pub fn denies(&self, policy: &Policy, request: &str, passed: &Passed) -> bool {
        policy.lines.iter().any(|(authority, pattern, condition)| {
            *authority == 0
                && self.matches(&self.patterns[*pattern].text, request, true)
                && conditions::held(&self.conditions[*condition].0, passed) > 0
        })
    }

    pub fn decide(&self, policy: &Policy, request: &str, passed: &Passed) -> Authority {
        let matches = |pattern: &usize, guards: bool| {
            self.matches(&self.patterns[*pattern].text, request, guards)
        };
        if policy.has.as_ref().is_some_and(|has| !has.iter().any(|at| matches(at, false))) {
            return 0;
        }
        let matching = |line: &&Line| matches(&line.1, line.0 < 2);
        let matching = policy.lines.iter().filter(matching).map(|(authority, _, condition)| {
            (*authority, conditions::held(&self.conditions[*condition].0, passed))
        });
        oracle::decide(matching, policy.is_open)
    }

    /// The same, as it is put to what is judged.
    pub fn put<'r>(&'r self, policy: &Policy, rules: &'r [Rule]) -> Given<'r> {
        let has = |has: &Vec<usize>| has.iter().map(|at| &self.patterns[*at].pattern).collect();
        Given { has: policy.has.as_ref().map(has), ..Given::of(rules.iter().collect()) }
    }

    pub fn told(&self, policy: &Policy) -> String {
        let line = |(authority, pattern, condition): &Line| {
            let condition = conditions::put(&self.conditions[*condition].0);
            let effect = Effect::ALL[usize::from(*authority)];
            format!("{effect} {:?} {{{condition}}}", self.patterns[*pattern].text)
        };
        let has =
            policy.has.iter().flatten().map(|at| format!("has {:?}", self.patterns[*at].text));
        let open = policy.is_open.then(|| "otherwise ask".to_owned());
        policy.lines.iter().map(line).chain(has).chain(open).collect::<Vec<_>>().join(", ")
    }
}
