//! Rules about commands: texts in which `*` stands for any characters, and what the plugin refuses.

use super::own::{self, Guard};
use super::permission::{Permission, Rules, is_key};
use super::wild;
use crate::permission::pattern::command::{Piece, Word, words_of};
use crate::permission::{
    Action, BUILTINS, Effect, Line, Pattern, Precedence, Rule, Space, may_hide,
};
use crate::render::meaning::{Sense, everything};
use crate::runtime::opencode::QUOTED;

/// The name of the tool.
pub(super) const TOOL: &str = "bash";

/// So many `**` are written out.
const MOST_DEEP: usize = 4;

/// The texts that together match what a line matches, and whether they match no more; none of what cannot be said.
pub(super) fn texts(line: &Line<'_>) -> Option<(Vec<String>, bool)> {
    let words = words_of(line.member.text);
    if words.is_empty() || words.iter().filter(|word| **word == Word::Any).count() > MOST_DEEP {
        return None;
    }
    let mut all: Vec<Vec<String>> = vec![Vec::new()];
    // What changes what later words and commands mean, or does more than it says, is asked about at best.
    let mut is_exact = match line.rule.effect {
        Effect::Deny => true,
        Effect::Ask => !is_changing(&words),
        Effect::Allow => !is_changing(&words) && !is_hiding(&words),
    };
    for (at, word) in words.iter().enumerate() {
        let text = match word {
            Word::Any => "*".to_owned(),
            Word::Plain(pieces) => {
                let (text, exact) = written(pieces, at == 0)?;
                is_exact &= exact;
                text
            }
        };
        let without = if *word == Word::Any { all.clone() } else { Vec::new() };
        all.iter_mut().for_each(|words| words.push(text.clone()));
        all.extend(without);
    }
    let mut texts: Vec<String> = all.iter().map(|words| words.join(" ")).collect();
    texts.retain(|text| !text.is_empty());
    texts.sort_unstable();
    texts.dedup();
    // `git push *` is `git push` as well.
    let open: Vec<String> = texts.iter().map(|text| format!("{text} *")).collect();
    let is_needed = open.iter().map(|open| !texts.contains(open)).collect::<Vec<bool>>();
    let mut needed = is_needed.into_iter();
    texts.retain(|_| needed.next().unwrap_or(true));
    texts.iter().all(|text| is_key(text)).then_some((texts, is_exact))
}

/// Whether a pattern is about a command of the shell's own after which others mean something else.
fn is_changing(words: &[Word]) -> bool {
    literal(words).is_some_and(|name| BUILTINS.contains(&name))
}

/// Whether a pattern is about a command that may do more than its words say, or about any.
fn is_hiding(words: &[Word]) -> bool {
    literal(words).is_none_or(may_hide)
}

/// The program that a pattern names; none where it names several.
fn literal(words: &[Word]) -> Option<&str> {
    let Some(Word::Plain(pieces)) = words.first() else { return None };
    match pieces.as_slice() {
        [Piece::Literal(name)] => Some(name),
        _ => None,
    }
}

/// A word as a text, and whether that matches no more; none of one that the plugin has quoted.
fn written(pieces: &[Piece], is_first: bool) -> Option<(String, bool)> {
    let mut text = String::new();
    let mut is_exact = true;
    for piece in pieces {
        match piece {
            Piece::Literal(literal) if !literal.is_empty() && literal.chars().all(is_plain) => {
                text.push_str(literal);
            }
            Piece::Literal(_) => return None,
            Piece::Any => {
                is_exact = false;
                text.push('*');
            }
        }
    }
    let is_strange = text.starts_with('=') || is_first && text.contains('=');
    if is_strange || is_first && !is_exact && QUOTED.iter().any(|name| wild::matches(name, &text)) {
        return None;
    }
    let is_quoted = is_first && QUOTED.contains(&text.as_str());
    Some((if is_quoted { format!("'{text}'") } else { text }, is_exact))
}

/// Whether every shell takes a character in a word as it is.
fn is_plain(sign: char) -> bool {
    sign.is_ascii_alphanumeric() || "_@%+=:,./-".contains(sign)
}

/// Whether a star of some rule is not at its end, so that a quoted word could hold what stands behind it.
pub(super) fn is_plain_needed(rules: &Rules) -> bool {
    let stem = |text: &str| text.strip_suffix('*').unwrap_or(text).contains('*');
    rules.iter().any(|(text, _)| stem(text))
}

/// What is done with simple commands.
pub(super) fn sense(permission: &Permission, guard: Option<&Guard>) -> Sense {
    if permission.is_off(TOOL) {
        return Sense::nothing();
    }
    // Without the plugin, lines without a simple command run whatever they hold.
    let Some(guard) = guard else { return Sense::always(Action::Run, Effect::Allow) };
    let mut rules: Vec<Rule> = everything(Action::Run, Effect::Ask).into_iter().collect();
    let native = permission.of(TOOL);
    let guarding =
        native.iter().rposition(|(_, effect)| *effect == Effect::Allow).unwrap_or_default();
    for (at, (text, effect)) in native.iter().enumerate() {
        rules.extend(rule(text, *effect));
        if at == guarding {
            // What is asked about as it is written, which later rules do, is refused otherwise.
            for pattern in own::patterns(&guard.asked) {
                let written = Rule::new(Effect::Allow, Action::Run, pattern.as_written());
                rules.extend([Rule::new(Effect::Deny, Action::Run, pattern), written]);
            }
        }
    }
    let denied = own::patterns(&guard.denied).chain(guard.is_plain.then(Pattern::unplain));
    rules.extend(denied.map(|pattern| Rule::new(Effect::Deny, Action::Run, pattern)));
    Sense { rules, precedence: Precedence::Last, has: None }
}

/// What a rule matches; at least that where it grants, and at most where it denies.
fn rule(text: &str, effect: Effect) -> Option<Rule> {
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    let unquoted = first.strip_prefix('\'').and_then(|first| first.strip_suffix('\''));
    let first = unquoted.filter(|name| QUOTED.contains(name)).unwrap_or(first);
    let text = if rest.is_empty() { first.to_owned() } else { format!("{first} {rest}") };
    if text == "*" {
        return everything(Action::Run, effect);
    }
    if !wild::is_plain(&text) {
        return if effect == Effect::Deny { None } else { everything(Action::Run, Effect::Allow) };
    }
    let whole = wild::pattern(Space::Command, "", &text);
    let pattern = match text.strip_suffix(" *") {
        None => whole,
        Some(bare) => Pattern::any_of([wild::pattern(Space::Command, "", bare), whole])?,
    };
    Some(Rule::new(effect, Action::Run, pattern))
}
