//! Random rules of one action, and requests that they tell apart.

use bailiwick_engine::permission::{Action, Effect};

use crate::argument::{Passed, Place, Value, Wanted};
use crate::random::Random;
use crate::rule::Written;

/// What is decided in one go.
#[derive(Debug)]
pub struct World {
    pub action: Action,
    pub rules: Vec<Written>,
    /// Patterns of what the agent has, where only that counts.
    pub has: Option<Vec<String>>,
    pub requests: Vec<(String, Passed)>,
}

/// All arguments that are ever passed.
const PLACES: [Place; 4] = [&["amount"], &["order", "total"], &["currency"], &["urgent"]];

const ACTIONS: [Action; 8] = [
    Action::Call,
    Action::Call,
    Action::Call,
    Action::Read,
    Action::Write,
    Action::Delegate,
    Action::Recall,
    Action::Remember,
];

impl World {
    /// One with so many requests; all of them have equally many parts, so that a `*` means the same to both.
    pub fn new(random: &mut Random, requests: usize) -> Self {
        let action = random.one(&ACTIONS);
        let parts = if action == Action::Call { 2 + random.below(2) } else { 1 + random.below(3) };
        let count = 1 + random.below(9);
        let narrow = |_| {
            let pattern = pattern(random, action, parts);
            rule(random, action, pattern)
        };
        let mut rules: Vec<Written> = (0..count).map(narrow).collect();
        if random.one_in(2) {
            let mut wide = rule(random, action, "**".to_owned());
            wide.effect = random.one(&[Effect::Ask, Effect::Allow, Effect::Allow]);
            rules.push(wide);
        }
        let has = random.one_in(5).then(|| {
            (0..=random.below(3)).map(|_| pattern(random, action, parts)).collect::<Vec<_>>()
        });
        let requests =
            (0..requests).map(|_| (resource(random, action, parts, &rules), passed(random)));
        let requests = requests.collect();
        Self { action, rules, has, requests }
    }
}

fn rule(random: &mut Random, action: Action, pattern: String) -> Written {
    let effect =
        random.one(&[Effect::Deny, Effect::Ask, Effect::Ask, Effect::Allow, Effect::Allow]);
    let has_condition = action.has_arguments() && !random.one_in(3);
    let count = if has_condition { random.below(3) } else { 0 };
    let wanted = (0..count).map(|_| wanted(random)).collect();
    let closed = (has_condition && random.one_in(5)).then_some(PLACES.as_slice());
    Written { effect, action, pattern, wanted, closed }
}

fn wanted(random: &mut Random) -> Wanted {
    let place = random.one(&PLACES);
    let values = |random: &mut Random| {
        (0..=random.below(2)).map(|_| value(random, place)).collect::<Vec<_>>()
    };
    let (mut least, mut most) = (None, None);
    if matches!(value(random, place), Value::Number(_)) {
        let from = bound(random);
        match random.below(4) {
            0 => least = Some(from),
            1 => most = Some(from),
            2 => (least, most) = (Some(from), Some(from + bound(random).abs())),
            _ => {}
        }
    }
    let is_range = least.is_some() || most.is_some();
    let values = if is_range && !random.one_in(4) { Vec::new() } else { values(random) };
    Wanted { place, values, least, most }
}

fn bound(random: &mut Random) -> i64 {
    random.one(&[-2, -1, 0, 1, 2, 5, 10, 100])
}

fn value(random: &mut Random, place: Place) -> Value {
    match place {
        ["currency"] => Value::Text(random.one(&["eur", "usd", "gbp", ""])),
        ["urgent"] => Value::Boolean(random.one_in(2)),
        _ => Value::Number(bound(random) + random.one(&[-1, 0, 0, 1])),
    }
}

fn passed(random: &mut Random) -> Passed {
    let mut passed = Passed::new();
    for place in PLACES {
        if !random.one_in(5) {
            passed.push((place, value(random, place)));
        }
    }
    passed
}

/// Where a path starts from.
fn start(random: &mut Random, action: Action) -> &'static str {
    match action {
        Action::Read | Action::Write => random.one(&["", "", "", "/", "~/"]),
        _ => "",
    }
}

/// A pattern that both engines can have, for resources with so many parts.
fn pattern(random: &mut Random, action: Action, parts: usize) -> String {
    let is_path = matches!(action, Action::Read | Action::Write);
    let start = start(random, action);
    let is_deep = random.one_in(2);
    if !is_deep {
        // As many parts as the resources have: a `*` that crossed one would leave a `/` over.
        let stars: &[&str] = if is_path { &["*"] } else { &["*", "**"] };
        let all: Vec<String> = (0..parts).map(|_| part(random, stars)).collect();
        return format!("{start}{}", all.join("/"));
    }
    let least = if action == Action::Call { 2 } else { 1 };
    let count = least + random.below((parts + 1 - least).max(1));
    let mut all: Vec<String> = Vec::new();
    for _ in 0..count {
        let is_after_stars = all.last().is_some_and(|last| last == "**");
        let next = match (is_path, random.one_in(2)) {
            (true, true) if !is_after_stars => "**".to_owned(),
            (true, _) => part(random, &["a"]),
            (false, _) => part(random, &["**"]),
        };
        all.push(next);
    }
    format!("{start}{}", all.join("/"))
}

/// A part with some stars of these; no two of them touch.
fn part(random: &mut Random, stars: &[&str]) -> String {
    let mut text = String::new();
    for _ in 0..=random.below(3) {
        let sign = match random.below(12) {
            0..=3 => random.one(stars),
            4..=6 => "a",
            7 | 8 => "b",
            9 => "c",
            10 => "ab",
            _ => r"\*",
        };
        if !(text.ends_with('*') && sign.starts_with('*')) {
            text.push_str(sign);
        }
    }
    text
}

/// A resource with so many parts, as often as not one that a rule was written for.
fn resource(random: &mut Random, action: Action, parts: usize, rules: &[Written]) -> String {
    let start = start(random, action);
    let any = |random: &mut Random| {
        let parts: Vec<String> = (0..parts).map(|_| word(random)).collect();
        format!("{start}{}", parts.join("/"))
    };
    if random.one_in(2) {
        return any(random);
    }
    let pattern = rules[random.below(rules.len())].pattern.replace(r"\*", "\u{1}");
    let mut found = String::new();
    for (at, between) in pattern.replace("**", "*").split('*').enumerate() {
        if at > 0 {
            found.push_str(&word(random));
        }
        found.push_str(between);
    }
    let found = found.replace('\u{1}', "*");
    let within = found.trim_start_matches("~/").trim_start_matches('/');
    if within.split('/').count() == parts { found } else { any(random) }
}

fn word(random: &mut Random) -> String {
    (0..=random.below(3)).map(|_| random.one(&["a", "a", "a", "b", "b", "c", "ab", "*"])).collect()
}
