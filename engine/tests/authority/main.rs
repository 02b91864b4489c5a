//! The permission algebra against a brute-force oracle over a small universe of requests.
//!
//! Half of the pairs of policies are neighbours by one edit. `BAILIWICK_PAIRS` says how many pairs an action has.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, and reads its settings"
)]

mod oracle;
mod pairs;
mod universe;
mod urls;

use bailiwick_engine::permission::{
    Action, Comparison, Effect, Excess, Given, Pattern, Resource, Rule, compare, decide, excess,
};
use oracle::{Authority, matches_name, matches_path, preference};
use pairs::{Line, Policy, Random};
use rayon::prelude::*;

/// One action with its universe and a pool of patterns, each with the requests that it matches.
struct World {
    action: Action,
    requests: Vec<String>,
    patterns: Vec<(Pattern, String, Vec<u64>)>,
}

const POOL: usize = 300;

impl World {
    fn new(action: Action, random: &mut Random) -> Self {
        let requests = match action {
            Action::Read | Action::Write => universe::paths(),
            Action::Fetch => universe::sorted(urls::requests().into_iter()),
            Action::Call => universe::tools(),
            _ => universe::names(),
        };
        let mut world = Self { action, requests, patterns: Vec::new() };
        let texts: Vec<String> = (0..POOL)
            .map(|_| match action {
                Action::Read | Action::Write => pairs::path(random),
                Action::Fetch => urls::pattern(random),
                action => pairs::name(random, action == Action::Call),
            })
            .collect();
        world.patterns = texts
            .into_par_iter()
            .filter_map(|text| {
                let pattern = Pattern::read(action, &text).ok()?;
                let bits = world.bits(&text);
                Some((pattern, text, bits))
            })
            .collect();
        world
    }

    fn matches(&self, pattern: &str, request: &str) -> bool {
        match self.action {
            Action::Read | Action::Write => matches_path(pattern, request),
            Action::Fetch => urls::matches(pattern, request),
            _ => matches_name(pattern.as_bytes(), request.as_bytes()),
        }
    }

    fn bits(&self, pattern: &str) -> Vec<u64> {
        let word = |requests: &[String]| {
            let bits = requests.iter().enumerate();
            bits.fold(0, |all, (at, request)| all | u64::from(self.matches(pattern, request)) << at)
        };
        self.requests.chunks(64).map(word).collect()
    }

    fn rules(&self, lines: &[Line]) -> Vec<Rule> {
        let rule = |(authority, pattern): &Line| Rule {
            effect: Effect::ALL[usize::from(*authority)],
            action: self.action,
            pattern: self.patterns[*pattern].0.clone(),
        };
        lines.iter().map(rule).collect()
    }

    /// What rules give to each request of a word, as the bits that are asked and those that are allowed.
    fn given(&self, policy: &Policy, word: usize) -> (u64, u64) {
        let (mut all, of) = ([0; 3], |pattern: usize| self.patterns[pattern].2[word]);
        for (authority, pattern) in &policy.lines {
            all[usize::from(*authority)] |= of(*pattern);
        }
        let [denied, asked, allowed] = all;
        let has = |has: &Vec<usize>| has.iter().fold(0, |all, pattern| all | of(*pattern));
        let has = policy.has.as_ref().map_or(u64::MAX, has);
        (asked & !denied & has, allowed & !asked & !denied & has)
    }

    fn decide(&self, policy: &Policy, request: &str) -> Authority {
        let matches = |pattern: &usize| self.matches(&self.patterns[*pattern].1, request);
        if policy.has.as_ref().is_some_and(|has| !has.iter().any(matches)) {
            return 0;
        }
        oracle::decide(policy.lines.iter().map(|(authority, at)| (*authority, matches(at))))
    }

    /// The same, as it is put to what is judged.
    fn put<'r>(&'r self, policy: &Policy, rules: &'r [Rule]) -> Given<'r> {
        let has = |has: &Vec<usize>| has.iter().map(|at| &self.patterns[*at].0).collect();
        Given { rules: rules.iter().collect(), has: policy.has.as_ref().map(has) }
    }

    fn told(&self, policy: &Policy) -> String {
        let line = |(authority, pattern): &Line| {
            format!("{} {:?}", Effect::ALL[usize::from(*authority)], self.patterns[*pattern].1)
        };
        let has = policy.has.iter().flatten().map(|at| format!("has {:?}", self.patterns[*at].1));
        policy.lines.iter().map(line).chain(has).collect::<Vec<_>>().join(", ")
    }
}

/// How often each verdict and each change of effect was seen.
#[derive(Debug, Default, Clone, Copy)]
struct Histogram {
    /// Neutral, narrows, widens, mixed.
    verdicts: [usize; 4],
    /// Pairs with a request that goes from one effect to another, by both.
    changes: [[usize; 3]; 3],
}

impl Histogram {
    fn and(mut self, other: Self) -> Self {
        for (own, other) in self.verdicts.iter_mut().zip(other.verdicts) {
            *own += other;
        }
        for (own, other) in
            self.changes.iter_mut().flatten().zip(other.changes.into_iter().flatten())
        {
            *own += other;
        }
        self
    }
}

/// What trying every request says: the first that is given more, the first that is given less, and all changes of effect.
fn tried(world: &World, before: &Policy, after: &Policy) -> ([Option<usize>; 2], [[bool; 3]; 3]) {
    let (mut first, mut changes) = ([None; 2], [[false; 3]; 3]);
    for word in 0..world.requests.len().div_ceil(64) {
        let (old, new) = (world.given(before, word), world.given(after, word));
        let count = (world.requests.len() - word * 64).min(64);
        let all = u64::MAX >> (64 - count);
        let sets = |(asked, allowed): (u64, u64)| [all & !asked & !allowed, asked, allowed];
        let (old, new) = (sets(old), sets(new));
        for from in 0..3 {
            for to in 0..3 {
                let both = old[from] & new[to];
                changes[from][to] |= both != 0;
                let direction = usize::from(to < from);
                if from != to && both != 0 {
                    let at = word * 64 + both.trailing_zeros() as usize;
                    let known = first[direction].unwrap_or(usize::MAX);
                    first[direction] = Some(known.min(at));
                }
            }
        }
    }
    (first, changes)
}

/// Whether a request is a better witness than another; IPv6 addresses are looked for with all their digits, shown with few.
fn is_better(request: &str, witness: &str) -> bool {
    let is_version_6 = [request, witness].iter().any(|url| url.contains("//["));
    !is_version_6 && preference(request) < preference(witness)
}

/// Judges one pair; what is wrong is told with both policies.
fn judge(world: &World, before: &Policy, after: &Policy) -> Result<Histogram, String> {
    let (old, new) = (world.rules(&before.lines), world.rules(&after.lines));
    let news: Vec<&Rule> = new.iter().collect();
    let found: Comparison = compare(&world.put(before, &old), &world.put(after, &new));
    let ([widens, narrows], changes) = tried(world, before, after);
    let wrong = |what: String| {
        let (before, after) = (world.told(before), world.told(after));
        format!("{} [{before}] -> [{after}]: {what}; said {found:?}", world.action)
    };
    if !found.is_proven {
        return Err(wrong("not proven".to_owned()));
    }
    for (known, witness, up) in [(widens, &found.widens, true), (narrows, &found.narrows, false)] {
        let known = known.map(|at| world.requests[at].as_str());
        let Some(witness) = witness.as_deref() else {
            if let Some(known) = known {
                return Err(wrong(format!("`{known}` is missed")));
            }
            continue;
        };
        let (from, to) = (world.decide(before, witness), world.decide(after, witness));
        if if up { to <= from } else { to >= from } {
            return Err(wrong(format!("`{witness}` is given {to} after {from}")));
        }
        if let Some(known) = known.filter(|known| is_better(known, witness)) {
            return Err(wrong(format!("`{known}` is a better witness")));
        }
        let resource =
            Resource::read(world.action, witness).map_err(|why| wrong(why.to_string()))?;
        if resource.as_str() != witness {
            return Err(wrong(format!("`{witness}` is in no canonical spelling")));
        }
        let decided = decide(&news, &resource).effect;
        if after.has.is_none() && decided != Effect::ALL[usize::from(to)] {
            return Err(wrong(format!("`{witness}` is decided {decided}")));
        }
    }
    let verdict = usize::from(found.narrows.is_some()) + 2 * usize::from(found.widens.is_some());
    let mut histogram = Histogram::default();
    histogram.verdicts[verdict] += 1;
    for (from, to) in (0..3).flat_map(|from| (0..3).map(move |to| (from, to))) {
        histogram.changes[from][to] += usize::from(changes[from][to]);
    }
    Ok(histogram)
}

/// Judges whether a policy gives more than is allowed somewhere.
fn at_most(world: &World, policy: &Policy, number: usize) -> Result<(), String> {
    let (most, within) = (number % 2, number % world.patterns.len());
    let (pattern, text, bits) = &world.patterns[within];
    let rules = world.rules(&policy.lines);
    let found = excess(&world.put(policy, &rules), Effect::ALL[most], pattern);
    let first = bits.iter().enumerate().find_map(|(word, matched)| {
        let (asked, allowed) = world.given(policy, word);
        let above = if most == 0 { asked | allowed } else { allowed } & matched;
        (above != 0).then(|| world.requests[word * 64 + above.trailing_zeros() as usize].as_str())
    });
    let wrong = |what: &str| {
        let (policy, most) = (world.told(policy), Effect::ALL[most]);
        let action = world.action;
        Err(format!("{action} [{policy}] at most {most} of {text:?}: {what}; said {found:?}"))
    };
    let witness = match (&found, first) {
        (Excess::NotProven, _) => return wrong("not proven"),
        (Excess::None, None) => return Ok(()),
        (Excess::None, Some(first)) => return wrong(&format!("`{first}` is missed")),
        (Excess::Request(witness), _) => witness,
    };
    if usize::from(world.decide(policy, witness)) <= most || !world.matches(text, witness) {
        return wrong("it is no more than that");
    }
    match first.filter(|first| is_better(first, witness)) {
        Some(first) => wrong(&format!("`{first}` is a better witness")),
        None => Ok(()),
    }
}

#[test]
fn comparisons_agree_with_trying_every_request() {
    let pairs: usize =
        std::env::var("BAILIWICK_PAIRS").ok().and_then(|count| count.parse().ok()).unwrap_or(200);
    let seed = std::env::var("BAILIWICK_SEED").ok().and_then(|seed| seed.parse().ok());
    let seed: u64 = seed.unwrap_or(20_261_123);
    println!("seed {seed}, {pairs} pairs an action");
    let mut all = Histogram::default();
    for (action, number) in Action::ALL.into_iter().zip(0..) {
        let mut random = Random(seed + number);
        let world = World::new(action, &mut random);
        assert!(world.patterns.len() > POOL / 2, "most patterns are patterns");
        let policies: Vec<_> =
            (0..pairs).map(|_| pairs::policies(&mut random, world.patterns.len())).collect();
        let judged = policies.par_iter().enumerate().map(|(number, (before, after))| {
            at_most(&world, after, number)?;
            judge(&world, before, after)
        });
        let histogram = judged.try_reduce(Histogram::default, |a, b| Ok(a.and(b)));
        all = all.and(histogram.unwrap());
    }
    println!("COUNT: {}", pairs * Action::ALL.len());
    println!("neutral, narrows, widens, mixed: {:?}", all.verdicts);
    println!("from deny, ask, allow to deny, ask, allow: {:?}", all.changes);
    // A fiftieth of all pairs, as 2,000 of 100,000.
    let least = pairs * Action::ALL.len() / 50;
    assert!(all.verdicts.iter().all(|count| *count >= least), "{all:?}");
    for (from, to) in [(0, 1), (0, 2), (1, 0), (1, 2), (2, 0), (2, 1)] {
        assert!(all.changes[from][to] >= least, "{from} to {to}: {all:?}");
    }
}
