//! The same random requests, decided by our rules one by one, by our tables and by Cedar.

use bailiwick_engine::permission::{
    Action, Arguments, Decider, Effect, Given, Pattern, Resource, Rule, decide,
};

use crate::argument::{Passed, arguments};
use crate::cedar::Cedar;
use crate::random::Random;
use crate::world::World;

/// How many requests each set of rules decides.
const REQUESTS: u64 = 20;

/// What was compared.
#[derive(Debug, Default)]
struct Tally {
    requests: u64,
    by_effect: [u64; 3],
    by_action: [u64; 8],
    disagreements: u64,
}

/// Compares at least so many requests; says whether all were decided alike and each decision came often enough.
pub fn run(count: u64, seed: u64) -> bool {
    println!("seed {seed}");
    let mut tally = Tally::default();
    for index in 0..count.div_ceil(REQUESTS) {
        let world = World::new(&mut Random::new(seed, index), REQUESTS as usize);
        compare(&world, &mut tally);
    }
    for (effect, count) in Effect::ALL.iter().zip(tally.by_effect) {
        println!("{effect:<10} {count:>8}");
    }
    let by_action = Action::ALL.iter().zip(tally.by_action);
    for (action, count) in by_action.filter(|(_, count)| *count > 0) {
        println!("{action:<10} {count:>8}");
    }
    let is_even = tally.by_effect.iter().all(|seen| *seen >= count / 10);
    if !is_even {
        println!("FAILED: a decision came less than {} times", count / 10);
    }
    if tally.disagreements > 0 {
        println!("FAILED: {} requests are decided otherwise by Cedar", tally.disagreements);
    }
    println!("COUNT: {}", tally.requests);
    is_even && tally.disagreements == 0
}

fn compare(world: &World, tally: &mut Tally) {
    let action = world.action;
    let rules: Vec<Rule> = world.rules.iter().map(|rule| rule.rule()).collect();
    let rules: Vec<&Rule> = rules.iter().collect();
    let read = |text: &String| Pattern::read(action, text).expect("a pattern");
    let has: Option<Vec<Pattern>> =
        world.has.as_ref().map(|patterns| patterns.iter().map(read).collect());
    let given = Given {
        has: has.as_ref().map(|patterns| patterns.iter().collect()),
        ..Given::of(rules.clone())
    };
    let mut decider = Decider::new(&given);
    let cedar = Cedar::new(&world.rules, world.has.as_deref().map(|has| (action, has)));
    for (text, passed) in &world.requests {
        let resource = Resource::read(action, text).expect("a resource");
        let arguments: Arguments = arguments(passed);
        let by_table = decider.decide(&resource, &arguments);
        // What an agent has is looked at before its rules.
        let by_rule =
            if has.is_some() { by_table } else { decide(&rules, &resource, &arguments).effect };
        let by_cedar = cedar.decide(&cedar.request(action, text, passed));
        tally.requests += 1;
        tally.by_effect[by_table as usize] += 1;
        tally.by_action[action as usize] += 1;
        if by_table != by_cedar || by_rule != by_cedar {
            tally.disagreements += 1;
            if tally.disagreements <= 3 {
                tell(world, text, passed, [by_rule, by_table, by_cedar]);
            }
        }
    }
}

fn tell(world: &World, text: &str, passed: &Passed, [by_rule, by_table, by_cedar]: [Effect; 3]) {
    println!("{} {text} {passed:?}", world.action);
    println!("  by rule {by_rule}, by table {by_table}, by Cedar {by_cedar}");
    for rule in &world.rules {
        println!("  {} {} {}", rule.effect, rule.pattern, rule.rule().condition);
    }
    println!("  has {:?}", world.has);
}
