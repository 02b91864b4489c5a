//! How many requests a second are decided, by us and by Cedar: the same ones, under the same rules, in one process on one core.

use std::hint::black_box;
use std::time::{Duration, Instant};

use bailiwick_engine::permission::{Action, Arguments, Decider, Effect, Given, Resource, Rule};
use cedar_policy::{Context, Request};

use crate::argument::{Passed, arguments, json};
use crate::cedar::Cedar;
use crate::sheet;

/// Of how many rules the agent is.
const RULES: usize = 46;
/// How many requests a second there must be at least: from what was read before, and from text.
const LEAST: [f64; 2] = [2_000_000.0, 300_000.0];
/// More than caches hold at once.
const REQUESTS: usize = 20_000;
/// How many are timed together: other load only ever adds to a time, so that the best of all rounds counts.
const CHUNK: usize = 500;
/// There are so many rounds at least,
const ROUNDS: usize = 5;
/// and more until so much time is gone.
const LONGEST: Duration = Duration::from_secs(2);

/// A request in all its forms.
struct Asked {
    action: Action,
    text: String,
    json: String,
    resource: Resource,
    arguments: Arguments,
    cedar: Request,
    context: String,
}

/// Measures and prints; says whether all limits are kept.
pub fn run() -> bool {
    let written = sheet::rules();
    assert_eq!(written.len(), RULES, "the agent has another number of rules");
    let cedar = Cedar::new(&written, None);
    let rules: Vec<Rule> = written.iter().map(|rule| rule.rule()).collect();
    let of = |action| rules.iter().filter(|rule| rule.action == action).collect();
    let given = Action::ALL.map(|action| Given::of(of(action)));
    let mut deciders = given.map(|given| Decider::new(&given));
    let asked: Vec<Asked> =
        sheet::requests(REQUESTS).into_iter().map(|one| asked(&cedar, one)).collect();
    if !is_alike(&mut deciders, &cedar, &asked) {
        return false;
    }
    let read = best(&asked, |one| {
        decider(&mut deciders, one.action).decide(&one.resource, &one.arguments) as usize
    });
    let raw = best(&asked, |one| {
        let resource = Resource::read(one.action, &one.text).expect("read before");
        let arguments = if one.json.is_empty() {
            Arguments::default()
        } else {
            Arguments::from_json(&one.json).expect("read before")
        };
        decider(&mut deciders, one.action).decide(&resource, &arguments) as usize
    });
    let cedar_read = best(&asked, |one| usize::from(cedar.is_given(&one.cedar)));
    let cedar_raw = best(&asked, |one| {
        let context = Context::from_json_str(&one.context, None).expect("read before");
        usize::from(cedar.is_given(&cedar.request_in(one.action, context)))
    });
    println!("{RULES} rules, {REQUESTS} requests, the best rounds, decisions a second on one core");
    println!("{:<32} {:>12} {:>12} {:>8}", "", "ours", "Cedar", "ratio");
    let rows = [("from what was read before", read, cedar_read), ("from text", raw, cedar_raw)];
    let mut is_good = true;
    for ((name, ours, theirs), least) in rows.into_iter().zip(LEAST) {
        println!("{name:<32} {ours:>12.0} {theirs:>12.0} {:>7.1}x", ours / theirs);
        if ours < least {
            println!("MISSED: less than {least} a second");
            is_good = false;
        }
    }
    println!("COUNT: {REQUESTS}");
    is_good
}

fn asked(cedar: &Cedar, (action, text, passed): (Action, String, Passed)) -> Asked {
    let resource = Resource::read(action, &text).expect("a resource");
    let arguments = arguments(&passed);
    let request = cedar.request(action, &text, &passed);
    let context = format!("{{\"resource\":\"{text}\",\"arguments\":{}}}", json(&passed, 0));
    let json = if passed.is_empty() { String::new() } else { json(&passed, 0) };
    Asked { action, text, json, resource, arguments, cedar: request, context }
}

/// Whether both decide alike what is measured; says what they decide.
fn is_alike(deciders: &mut [Decider<'_>; 8], cedar: &Cedar, asked: &[Asked]) -> bool {
    let mut counts = [0_usize; 3];
    for one in asked {
        let ours = decider(deciders, one.action).decide(&one.resource, &one.arguments);
        let theirs = cedar.decide(&one.cedar);
        if ours != theirs {
            println!("FAILED: {} {} {}: {ours}, Cedar {theirs}", one.action, one.text, one.json);
            return false;
        }
        counts[ours as usize] += 1;
    }
    let counts = Effect::ALL.iter().zip(counts).map(|(effect, count)| format!("{effect} {count}"));
    println!("decided alike: {}", counts.collect::<Vec<_>>().join(", "));
    true
}

fn decider<'d, 'r>(deciders: &'d mut [Decider<'r>; 8], action: Action) -> &'d mut Decider<'r> {
    &mut deciders[action as usize]
}

/// How many requests a second are decided, of each chunk in its best round.
#[expect(clippy::disallowed_methods, reason = "a measurement reads the clock")]
fn best(asked: &[Asked], mut decide: impl FnMut(&Asked) -> usize) -> f64 {
    let chunks: Vec<&[Asked]> = asked.chunks(CHUNK).collect();
    let mut least = vec![f64::INFINITY; chunks.len()];
    let (first, mut rounds) = (Instant::now(), 0);
    while rounds < ROUNDS || first.elapsed() < LONGEST {
        for (least, chunk) in least.iter_mut().zip(&chunks) {
            let began = Instant::now();
            black_box(chunk.iter().map(&mut decide).sum::<usize>());
            *least = began.elapsed().as_secs_f64().min(*least);
        }
        rounds += 1;
    }
    asked.len() as f64 / least.iter().sum::<f64>()
}
