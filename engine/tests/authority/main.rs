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
    Action, Arguments, Comparison, Condition, Decider, Effect, Excess, Given, Resource, Rule,
    Witness, compare, decide, decide_alike, excess,
};
use oracle::preference;
use pairs::Policy;
use random::Random;
use rayon::prelude::*;
use world::{Bits, Known, POOL, World};

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

/// What trying every request says of two policies.
#[derive(Default)]
struct Tried {
    /// The first request that goes from one effect to another.
    shifts: [[Option<Place>; 3]; 3],
    /// The first that a rule denied and none denies any more.
    unguarded: Option<Place>,
}

fn tried(world: &World, before: &Policy, after: &Policy) -> Tried {
    let mut tried = Tried::default();
    for arguments in world.tried([before, after]) {
        for word in 0..world.requests.len().div_ceil(64) {
            let (old, new) =
                (world.given(before, word, arguments), world.given(after, word, arguments));
            let count = (world.requests.len() - word * 64).min(64);
            let all = u64::MAX >> (64 - count);
            let sets =
                |given: Bits| [all & !given.asked & !given.allowed, given.asked, given.allowed];
            let first = |bits: u64, known: &mut Option<Place>| {
                let at = (word * 64 + bits.trailing_zeros() as usize, arguments);
                if bits != 0 && known.is_none_or(|known| at.0 < known.0) {
                    *known = Some(at);
                }
            };
            for (from, to) in (0..3).flat_map(|from| (0..3).map(move |to| (from, to))) {
                first(sets(old)[from] & sets(new)[to], &mut tried.shifts[from][to]);
            }
            first(all & old.denying & !new.denying, &mut tried.unguarded);
        }
    }
    tried
}

/// Judges one pair; what is wrong is told with both policies.
fn judge(world: &World, before: &Policy, after: &Policy) -> Result<Histogram, String> {
    let (old, new) = (world.rules(before), world.rules(after));
    let (was, is) = (world.put(before, &old), world.put(after, &new));
    let found: Comparison = compare(&was, &is);
    let tried = tried(world, before, after);
    let wrong = |what: String| {
        let (before, after) = (world.told(before), world.told(after));
        format!("{} [{before}] -> [{after}]: {what}; said {found:?}", world.action)
    };
    if !found.is_proven {
        return Err(wrong("not proven".to_owned()));
    }
    if decide_alike(&was, &is) != found.is_neutral() {
        return Err(wrong("decided alike, or not".to_owned()));
    }
    let mut histogram = Histogram::default();
    for (from, to) in (0..3).flat_map(|from| (0..3).map(move |to| (from, to))) {
        histogram.changes[from][to] += usize::from(tried.shifts[from][to].is_some());
        if from == to {
            continue;
        }
        let effects = [from, to].map(|at| Effect::ALL[at]);
        let mut of = found.shifts.iter().filter(|shift| [shift.before, shift.after] == effects);
        let shows = |resource: &str, passed: &conditions::Passed| {
            let decided = |policy| usize::from(world.decide(policy, resource, passed));
            (decided(before), decided(after)) == (from, to)
        };
        let witness = of.next().map(|shift| &shift.request);
        judge_witness(world, tried.shifts[from][to], witness, shows).map_err(wrong)?;
        if let Some(witness) = witness {
            replay(world, after, &new, witness).map_err(wrong)?;
        }
    }
    let unguarded = |resource: &str, passed: &conditions::Passed| {
        let denies = |policy| world.denies(policy, resource, passed);
        denies(before) && !denies(after)
    };
    judge_witness(world, tried.unguarded, found.unguarded.as_ref(), unguarded).map_err(wrong)?;
    let (widens, narrows) = (found.widens().count() > 0, found.narrows().count() > 0);
    histogram.verdicts[usize::from(narrows) + 2 * usize::from(widens)] += 1;
    Ok(histogram)
}

/// Whether there is a witness where some request shows it, and it shows it, and no other one is better.
fn judge_witness(
    world: &World,
    known: Option<Place>,
    witness: Option<&Witness>,
    shows: impl Fn(&str, &conditions::Passed) -> bool,
) -> Result<(), String> {
    let Some(witness) = witness else {
        return known.map_or(Ok(()), |(at, arguments)| {
            let (request, arguments) = (&world.requests[at], &world.arguments[arguments]);
            Err(format!("`{request}` with {arguments:?} is missed"))
        });
    };
    if !shows(&witness.resource, &conditions::passed(&witness.arguments)) {
        return Err(format!("`{witness}` does not show it"));
    }
    better(world, known, witness, |passed| shows(&witness.resource, passed))
}

/// Whether a witness is a request in its canonical spelling, and is decided alike by the evaluator that goes rule by rule.
fn replay(world: &World, after: &Policy, new: &[Rule], witness: &Witness) -> Result<(), String> {
    let passed = conditions::passed(&witness.arguments);
    let to = world.decide(after, &witness.resource, &passed);
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
    let rules = world.rules(policy);
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

/// Judges what one pattern matches, in a rule that allows and in one that asks, of one request in so many.
fn matches(world: &World, number: usize, step: usize) -> Result<(), String> {
    for effect in [Effect::Allow, Effect::Ask] {
        let pattern = world.patterns[number].pattern.clone();
        let (action, condition) = (world.action, Condition::default());
        let rule = Rule { condition, ..Rule::new(effect, action, pattern) };
        let mut decider = Decider::new(&Given::of(vec![&rule]));
        for at in (number * 7 % step..world.requests.len()).step_by(step) {
            let resource = Resource::read(action, &world.requests[at]);
            let resource = resource.map_err(|why| why.to_string())?;
            let is_given = decider.decide(&resource, &Arguments::default()) == effect;
            let bits = world.of(number, effect == Effect::Ask, at / 64);
            if is_given != (bits >> (at % 64) & 1 == 1) {
                let (text, request) = (&world.patterns[number].text, &world.requests[at]);
                return Err(format!("{effect} {action} {text:?} `{request}`: {is_given}"));
            }
        }
    }
    Ok(())
}

/// Judges whether a policy gives more than is allowed somewhere.
fn at_most(world: &World, policy: &Policy, number: usize) -> Result<(), String> {
    let (most, within) = (number % 2, number % world.patterns.len());
    let Known { pattern, text, .. } = &world.patterns[within];
    let rules = world.rules(policy);
    let found = excess(&world.put(policy, &rules), Effect::ALL[most], pattern);
    let mut first: Option<Place> = None;
    for arguments in world.tried([policy]) {
        for word in 0..world.requests.len().div_ceil(64) {
            let matched = &world.of(within, true, word);
            let Bits { asked, allowed, .. } = world.given(policy, word, arguments);
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
        let step = if pairs < 1_000 { 61 } else { 3 };
        let patterns = (0..world.patterns.len()).into_par_iter();
        patterns.try_for_each(|number| matches(&world, number, step)).unwrap();
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
