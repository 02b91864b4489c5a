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

mod commands;
mod conditions;
mod explosion;
mod oracle;
mod pairs;
#[path = "../random/random.rs"]
mod random;
mod universe;
mod urls;
mod world;

use bailiwick_engine::permission::{
    Action, Comparison, Decider, Effect, Excess, Resource, Rule, Witness, compare, decide, excess,
};
use oracle::preference;
use pairs::Policy;
use random::Random;
use rayon::prelude::*;
use world::{Known, POOL, World};

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

/// The place of a request, and that of its arguments.
type Place = (usize, usize);

/// What trying every request says: the first that is given more, the first that is given less, and all changes of effect.
fn tried(world: &World, before: &Policy, after: &Policy) -> ([Option<Place>; 2], [[bool; 3]; 3]) {
    let (mut first, mut changes) = ([None; 2], [[false; 3]; 3]);
    for arguments in world.tried([before, after]) {
        for word in 0..world.requests.len().div_ceil(64) {
            let (old, new) =
                (world.given(before, word, arguments), world.given(after, word, arguments));
            let count = (world.requests.len() - word * 64).min(64);
            let all = u64::MAX >> (64 - count);
            let sets = |(asked, allowed): (u64, u64)| [all & !asked & !allowed, asked, allowed];
            let (old, new) = (sets(old), sets(new));
            for from in 0..3 {
                for to in 0..3 {
                    let both = old[from] & new[to];
                    changes[from][to] |= both != 0;
                    let direction: &mut Option<Place> = &mut first[usize::from(to < from)];
                    if from != to && both != 0 {
                        let at = (word * 64 + both.trailing_zeros() as usize, arguments);
                        if direction.is_none_or(|known| at.0 < known.0) {
                            *direction = Some(at);
                        }
                    }
                }
            }
        }
    }
    (first, changes)
}

/// Judges one pair; what is wrong is told with both policies.
fn judge(world: &World, before: &Policy, after: &Policy) -> Result<Histogram, String> {
    let (old, new) = (world.rules(&before.lines), world.rules(&after.lines));
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
        let Some(witness) = witness else {
            if let Some((at, arguments)) = known {
                let (request, arguments) = (&world.requests[at], &world.arguments[arguments]);
                return Err(wrong(format!("`{request}` with {arguments:?} is missed")));
            }
            continue;
        };
        replay(world, (before, after), (&new, witness), up).map_err(wrong)?;
        better(world, known, witness, |passed| {
            let (from, to) = (
                world.decide(before, &witness.resource, passed),
                world.decide(after, &witness.resource, passed),
            );
            if up { to > from } else { to < from }
        })
        .map_err(wrong)?;
    }
    let verdict = usize::from(found.narrows.is_some()) + 2 * usize::from(found.widens.is_some());
    let mut histogram = Histogram::default();
    histogram.verdicts[verdict] += 1;
    for (from, to) in (0..3).flat_map(|from| (0..3).map(move |to| (from, to))) {
        histogram.changes[from][to] += usize::from(changes[from][to]);
    }
    Ok(histogram)
}

/// Whether a witness shows what it is said to show, and is decided alike by the evaluator that goes rule by rule.
fn replay(
    world: &World,
    (before, after): (&Policy, &Policy),
    (new, witness): (&[Rule], &Witness),
    up: bool,
) -> Result<(), String> {
    let passed = conditions::passed(&witness.arguments);
    let (from, to) = (
        world.decide(before, &witness.resource, &passed),
        world.decide(after, &witness.resource, &passed),
    );
    if if up { to <= from } else { to >= from } {
        return Err(format!("`{witness}` is given {to} after {from}"));
    }
    let resource =
        Resource::read(world.action, &witness.resource).map_err(|why| why.to_string())?;
    if resource.as_str() != &*witness.resource {
        return Err(format!("`{witness}` is in no canonical spelling"));
    }
    let decided = decide(&new.iter().collect::<Vec<_>>(), &resource, &witness.arguments).effect;
    if after.has.is_none() && decided != Effect::ALL[usize::from(to)] {
        return Err(format!("`{witness}` is decided {decided}"));
    }
    Ok(())
}

/// Whether a request is a better witness than another; IPv6 addresses are looked for with all their digits, shown with few.
fn is_better(world: &World, request: &str, witness: &str) -> bool {
    let is_version_6 = [request, witness].iter().any(|url| url.contains("//["));
    let is_command = world.action == Action::Run;
    let spelled =
        |request: &str| if is_command { commands::spelled(request) } else { request.to_owned() };
    !is_version_6 && preference(&spelled(request)) < preference(&spelled(witness))
}

/// Whether there is no better witness: a shorter resource, or shorter arguments that show the same of it.
fn better(
    world: &World,
    known: Option<Place>,
    witness: &Witness,
    shows: impl Fn(&conditions::Passed) -> bool,
) -> Result<(), String> {
    let resource = known.map(|(at, _)| world.requests[at].as_str());
    if let Some(known) = resource.filter(|known| is_better(world, known, &witness.resource)) {
        return Err(format!("`{known}` is a better witness"));
    }
    let length = witness.arguments.to_string().len();
    let all = world.arguments.iter().zip(&world.lengths);
    let shorter = all.filter(|(_, other)| **other < length).map(|(passed, _)| passed);
    match shorter.into_iter().find(|passed| shows(passed)) {
        Some(passed) => Err(format!("{passed:?} are better arguments")),
        None => Ok(()),
    }
}

/// Judges decisions that are made by table, on a few requests each.
fn decisions(world: &World, policy: &Policy, number: usize) -> Result<(), String> {
    let rules = world.rules(&policy.lines);
    let mut decider = Decider::new(&world.put(policy, &rules));
    for at in (number % 97..world.requests.len()).step_by(world.requests.len() / 40 + 1) {
        let request = &world.requests[at];
        let passed = &world.arguments[(number * 31 + at * 7) % world.arguments.len()];
        let resource = Resource::read(world.action, request).map_err(|why| why.to_string())?;
        let decided = decider.decide(&resource, &conditions::arguments(passed));
        let expected = Effect::ALL[usize::from(world.decide(policy, request, passed))];
        if decided != expected {
            let (action, policy) = (world.action, world.told(policy));
            return Err(format!(
                "{action} [{policy}]: `{request}` with {passed:?} is decided {decided}, not {expected}"
            ));
        }
    }
    Ok(())
}

/// Judges whether a policy gives more than is allowed somewhere.
fn at_most(world: &World, policy: &Policy, number: usize) -> Result<(), String> {
    let (most, within) = (number % 2, number % world.patterns.len());
    let Known { pattern, text, .. } = &world.patterns[within];
    let rules = world.rules(&policy.lines);
    let found = excess(&world.put(policy, &rules), Effect::ALL[most], pattern);
    let mut first: Option<Place> = None;
    for arguments in world.tried([policy]) {
        for word in 0..world.requests.len().div_ceil(64) {
            let matched = &world.of(within, true, word);
            let (asked, allowed) = world.given(policy, word, arguments);
            let above = if most == 0 { asked | allowed } else { allowed } & matched;
            let at = word * 64 + above.trailing_zeros() as usize;
            if above != 0 && first.is_none_or(|(known, _)| at < known) {
                first = Some((at, arguments));
            }
        }
    }
    let wrong = |what: String| {
        let (policy, most) = (world.told(policy), Effect::ALL[most]);
        let action = world.action;
        format!("{action} [{policy}] at most {most} of {text:?}: {what}; said {found:?}")
    };
    let witness = match (&found, first) {
        (Excess::NotProven, _) => return Err(wrong("not proven".to_owned())),
        (Excess::None, None) => return Ok(()),
        (Excess::None, Some((at, _))) => {
            return Err(wrong(format!("`{}` is missed", world.requests[at])));
        }
        (Excess::Request(witness), _) => witness,
    };
    let exceeds = |passed: &conditions::Passed| {
        usize::from(world.decide(policy, &witness.resource, passed)) > most
    };
    if !exceeds(&conditions::passed(&witness.arguments))
        || !world.matches(text, &witness.resource, true)
    {
        return Err(wrong("it is no more than that".to_owned()));
    }
    better(world, first, witness, exceeds).map_err(wrong)
}

#[test]
fn comparisons_agree_with_trying_every_request() {
    let pairs: usize =
        std::env::var("BAILIWICK_PAIRS").ok().and_then(|count| count.parse().ok()).unwrap_or(50);
    let seed = std::env::var("BAILIWICK_SEED").ok().and_then(|seed| seed.parse().ok());
    let seed: u64 = seed.unwrap_or(20_261_123);
    println!("seed {seed}, {pairs} pairs an action");
    let mut all = Histogram::default();
    for (action, number) in Action::ALL.into_iter().zip(0..) {
        let mut random = Random(seed + number);
        let world = World::new(action, &mut random);
        assert!(world.patterns.len() > POOL / 2, "most patterns are patterns");
        let policies: Vec<_> = (0..pairs)
            .map(|_| pairs::policies(&mut random, world.patterns.len(), world.conditions.len()))
            .collect();
        let judged = policies.par_iter().enumerate().map(|(number, (before, after))| {
            at_most(&world, after, number)?;
            decisions(&world, after, number)?;
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
