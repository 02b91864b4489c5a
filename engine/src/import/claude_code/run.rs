//! `Bash(text)`: a text in which `*` stands for any characters, blanks too, as patterns of words.

use crate::permission::{Action, Effect, Pattern};

use super::heads::{self, Asked};
use super::meant::{Meant, Stricter, rules};

/// Every command.
pub(super) const ANY: &str = "**";

/// How many patterns a rule may become.
const MOST: usize = 16;

/// The words of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shape {
    /// As they are written; none is every command.
    pub(super) words: Vec<String>,
    /// Whether a star stands in them.
    pub(super) has_stars: bool,
}

/// What a rule about commands comes to.
pub(super) fn meant(effect: Effect, content: Option<&str>) -> Meant {
    let text = content.unwrap_or("*");
    let text = match text.strip_suffix(":*") {
        Some(words) => format!("{words} *"),
        None => text.to_owned(),
    };
    if effect == Effect::Allow { allowed(&text) } else { guarded(effect, &text) }
}

fn allowed(text: &str) -> Meant {
    let asked = || Stricter::new("it is not a pattern of simple words, so it is asked", text);
    if text.trim() != text || text.contains("  ") || text.is_empty() {
        return Meant::Nothing(
            "blanks stand where no command has them, so it matches nothing".to_owned(),
        );
    }
    let (shape, patterns) = if text == "*" {
        (Shape { words: Vec::new(), has_stars: true }, Some(vec![ANY.to_owned()]))
    } else {
        (shape(text), patterns(text))
    };
    let Some(patterns) = patterns else { return Meant::Left(asked()) };
    match heads::asked(&shape) {
        Asked::Everything => {
            let why = "Claude Code looks at what such a command is given, and asks about some of it; here all of it is asked";
            Meant::Left(Stricter::new(why, witness(&shape)))
        }
        Asked::These(asked) => {
            let stricter = asked.first().map(|_| {
                let why = "what leads out of the project, is protected or runs another command is asked there; here what looks like it is";
                Stricter::new(why, looked_at(&shape))
            });
            let mut made = rules(Effect::Allow, Action::Run, patterns);
            made.extend(rules(Effect::Ask, Action::Run, asked));
            Meant::Rules(made, stricter)
        }
    }
}

/// A rule that asks or denies: at least what it matches there.
fn guarded(effect: Effect, text: &str) -> Meant {
    let text = text.trim();
    if text == "*" || text.is_empty() {
        return Meant::same(rules(effect, Action::Run, [ANY]));
    }
    if let Some(patterns) = patterns(text) {
        return Meant::same(rules(effect, Action::Run, patterns));
    }
    // As far as its first words are plain; behind them, anything.
    let words = text.split_ascii_whitespace().skip_while(|word| is_assignment(word));
    let mut plain: Vec<&str> = words.take_while(|word| word.bytes().all(is_plain)).collect();
    plain.push(ANY);
    let pattern = plain.join(" ");
    let pattern =
        if Pattern::read(Action::Run, &pattern).is_ok() { pattern } else { ANY.to_owned() };
    let why = "it is no pattern of simple words, so all commands are meant that begin as it does";
    let witness = format!("run {}", pattern.trim_end_matches(ANY).trim());
    Meant::Rules(rules(effect, Action::Run, [pattern]), Some(Stricter::new(why, witness)))
}

fn is_assignment(word: &str) -> bool {
    word.split_once('=').is_some_and(|(name, _)| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    })
}

const fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(byte, b'-' | b'_' | b'.' | b'+' | b'@' | b'/' | b':' | b'=' | b',' | b'%')
}

/// Characters that mean themselves there and are quoted here.
const fn is_quoted(byte: u8) -> bool {
    matches!(byte, b'?' | b'[' | b']' | b'{' | b'}' | b'!' | b'~' | b'#' | b'^')
}

fn shape(text: &str) -> Shape {
    Shape {
        words: text.split_ascii_whitespace().map(str::to_owned).collect(),
        has_stars: text.contains('*'),
    }
}

/// The patterns that together match the commands that the text matches; none where they cannot be written.
pub(super) fn patterns(text: &str) -> Option<Vec<String>> {
    let fine = |byte: u8| is_plain(byte) || is_quoted(byte) || matches!(byte, b'*' | b' ' | b'\t');
    let is_bare = text.ends_with(" *") && text.matches('*').count() == 1;
    if !text.bytes().all(fine) || is_assignment(text.split(' ').next().unwrap_or_default()) {
        return None;
    }
    let words: Vec<&str> = text.split_ascii_whitespace().collect();
    let mut found = vec![String::new()];
    for (at, word) in words.iter().enumerate() {
        let ways = if is_bare && at + 1 == words.len() { vec![ANY.to_owned()] } else { ways(word) };
        if found.len() * ways.len() > MOST {
            return None;
        }
        let joined = |begun: &String| {
            let gap = if begun.is_empty() { "" } else { " " };
            ways.iter().map(|way| format!("{begun}{gap}{way}")).collect::<Vec<_>>()
        };
        found = found.iter().flat_map(joined).collect();
    }
    found.iter().all(|pattern| Pattern::read(Action::Run, pattern).is_ok()).then_some(found)
}

/// A word of a text, whose stars run over blanks, as words of a pattern.
fn ways(word: &str) -> Vec<String> {
    let mut literals: Vec<&str> = word.split('*').collect();
    // Several stars are one.
    let (first, last) = (literals.first() == Some(&""), literals.last() == Some(&""));
    literals.retain(|literal| !literal.is_empty());
    let Some((begin, rest)) = literals.split_first() else { return vec!["* **".to_owned()] };
    let begun = if first && word.contains('*') { "** *" } else { "" };
    let mut found = vec![format!("{begun}{}", literal(begin))];
    for next in rest {
        let next = literal(next);
        let both = |begun: &String| [format!("{begun}*{next}"), format!("{begun}* ** *{next}")];
        found = found.iter().flat_map(both).collect();
    }
    let end = if last && word.contains('*') { "* **" } else { "" };
    found.into_iter().map(|way| format!("{way}{end}")).collect()
}

/// Characters as they are.
fn literal(text: &str) -> String {
    if text.bytes().all(is_plain) { text.to_owned() } else { format!("'{text}'") }
}

/// A command that a rule allows there and that is asked here.
fn witness(shape: &Shape) -> String {
    let words: Vec<String> = shape.words.iter().map(|word| word.replace('*', "a")).collect();
    format!("run {}", words.join(" "))
}

/// A command that is asked here because of how it looks, and not there.
fn looked_at(shape: &Shape) -> String {
    let head = shape.words.first().map_or("touch", String::as_str);
    match head {
        "find" => "run find . -follow".to_owned(),
        head if heads::WRITERS.contains(&head) => format!("run {head} a.b"),
        head => format!("run {head} a/..b"),
    }
}
