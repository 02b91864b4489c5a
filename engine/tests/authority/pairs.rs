//! Random patterns, and pairs of policies of which half are neighbours by one edit.

use super::oracle::Authority;
use super::random::Random;

/// A rule by the numbers of its pattern and of its condition; the condition 0 always holds.
pub type Line = (Authority, usize, usize);

/// A path pattern.
pub fn path(random: &mut Random) -> String {
    let start = random.one(&["", "", "", "", "", "/", "~/"]);
    let count = random.below(3) + 1;
    let segments: Vec<String> = (0..count).map(|_| segment(random)).collect();
    format!("{start}{}", segments.join("/"))
}

fn segment(random: &mut Random) -> String {
    match random.below(8) {
        0 | 1 => "**".to_owned(),
        2 => "*".to_owned(),
        3 => {
            let [a, b] = [(); 2].map(|()| random.one(&["a", "b", "", "a/b", "*"]));
            format!("{}{{{a},{b}}}", random.one(&["a", "b"]))
        }
        _ => (0..=random.below(2)).map(|_| sign(random)).collect(),
    }
}

fn sign(random: &mut Random) -> &'static str {
    random.one(&["a", "a", "b", "b", "?", "[ab]", "[!a]", "[a-b]", "*", ".", "ab"])
}

/// A name pattern; `tool` has a `/` or is `**`.
pub fn name(random: &mut Random, is_tool: bool) -> String {
    let count = random.below(3) + 1;
    let mut text = String::new();
    for at in 0..count {
        if at > 0 {
            text.push('/');
        }
        for _ in 0..=random.below(2) {
            let sign = random.one(&["a", "b", "a", "b", "*", "**"]);
            if !(text.ends_with('*') && sign.starts_with('*')) {
                text.push_str(sign);
            }
        }
    }
    if is_tool && !text.contains('/') && text != "**" { format!("{text}/*") } else { text }
}

/// What an agent is given: rules, and the patterns of what it has, where only that counts.
#[derive(Debug, Clone)]
pub struct Policy {
    pub lines: Vec<Line>,
    pub has: Option<Vec<usize>>,
    /// Whether what no rule says anything about is asked.
    pub is_open: bool,
}

/// Two policies over so many patterns and conditions; in a quarter of the pairs only what the agent has counts, half have
/// conditions, and in half of them one side or both ask about what no rule says anything about.
pub fn policies(random: &mut Random, patterns: usize, conditions: usize) -> (Policy, Policy) {
    let conditions = if random.below(2) == 0 { 1 } else { conditions };
    let (before, after) = lines(random, patterns, conditions);
    let (mut had, mut has) = (None, None);
    if random.below(4) == 0 {
        let first: Vec<usize> = (0..=random.below(2)).map(|_| random.below(patterns)).collect();
        let second =
            if random.below(2) == 0 { vec![random.below(patterns)] } else { first.clone() };
        (had, has) = (Some(first), Some(second));
    }
    let (was_open, is_open) = match random.below(6) {
        0 => (true, true),
        1 => (true, false),
        2 => (false, true),
        _ => (false, false),
    };
    (Policy { lines: before, has: had, is_open: was_open }, Policy { lines: after, has, is_open })
}

fn lines(random: &mut Random, patterns: usize, conditions: usize) -> (Vec<Line>, Vec<Line>) {
    let condition =
        |random: &mut Random| if random.below(3) == 0 { 0 } else { random.below(conditions) };
    let line = |random: &mut Random| {
        (u8::try_from(random.below(3)).unwrap(), random.below(patterns), condition(random))
    };
    let before: Vec<Line> = (0..random.below(6)).map(|_| line(random)).collect();
    if random.below(2) == 0 {
        let after = (0..random.below(6)).map(|_| line(random)).collect();
        return (before, after);
    }
    let mut after = before.clone();
    let at = random.below(after.len() + 1);
    match (random.below(5), after.get_mut(at)) {
        (0, Some(changed)) => changed.0 = (changed.0 + 1) % 3,
        (1, Some(changed)) => changed.1 = random.below(patterns),
        (2, Some(changed)) => changed.2 = condition(random),
        (3, Some(_)) => _ = after.remove(at),
        _ => after.push(line(random)),
    }
    (before, after)
}
