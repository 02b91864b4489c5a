//! Rules about commands: the first words of what they match, byte for byte.

use serde_json::{Value, json};

use super::mode::Mode;
use crate::permission::pattern::command::{Piece, Word, words_of};
use crate::permission::{self, Action, Effect, Line, Pattern, may_hide};

/// A rule: what is done with the commands that begin with these words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Prefix {
    pub(super) words: Vec<String>,
    pub(super) effect: Effect,
}

impl Prefix {
    /// The rule for a line of a declaration: exactly what it allows, at least what it asks about or denies; none where there
    /// is no such rule.
    pub(super) fn of(line: &Line<'_>) -> Option<Self> {
        let effect = line.rule.effect;
        let all = words_of(line.member.text);
        let words: Vec<String> = all.iter().map_while(literal).collect();
        let program = words.first()?;
        let is_whole = matches!(all.get(words.len()..), Some([Word::Any]));
        let is_plain = is_whole && !may_hide(program);
        let is_sound = is_program(program) && (is_plain || effect < Effect::Allow);
        is_sound.then_some(Self { words, effect })
    }

    /// The program that it lets pass and whose rules by name do not count for it in every folder, then: only the bare name
    /// is allowed, and a rule about a path hides those about the name.
    pub(super) fn bound(&self) -> Option<&str> {
        let is_path = self.program().contains('/');
        let is_bound = self.effect == Effect::Allow || is_path && self.effect == Effect::Ask;
        self.program().rsplit('/').next().filter(|_| is_bound)
    }

    /// The program that must not be allowed in every folder.
    pub(super) fn host(&self) -> Option<&str> {
        Some(self.program()).filter(|name| self.effect == Effect::Allow && is_name(name))
    }

    pub(super) fn program(&self) -> &str {
        self.words.first().map(String::as_str).unwrap_or_default()
    }

    pub(super) fn to_value(&self) -> Value {
        let decision = match self.effect {
            Effect::Allow => "allow",
            Effect::Ask => "prompt",
            Effect::Deny => "forbidden",
        };
        json!({ "pattern": self.words, "decision": decision })
    }

    /// Reads a rule that is made here.
    pub(super) fn read(value: &Value) -> Option<Self> {
        let effect = match value.get("decision")?.as_str()? {
            "allow" => Effect::Allow,
            "prompt" => Effect::Ask,
            "forbidden" => Effect::Deny,
            _ => return None,
        };
        let words = value.get("pattern")?.as_array()?;
        let words = words.iter().map(|word| word.as_str().map(str::to_owned));
        let read = Self { words: words.collect::<Option<Vec<_>>>()?, effect };
        is_program(read.program()).then_some(read)
    }

    /// What it matches and what is done then; `is_bound` where the program's name in a folder is no match.
    pub(super) fn meaning(&self, mode: Mode, is_bound: bool) -> Option<permission::Rule> {
        let effect = if self.effect == Effect::Ask { mode.approved() } else { self.effect };
        let words: Vec<Vec<String>> = self.words.iter().map(|word| vec![word.clone()]).collect();
        let mut patterns = vec![Pattern::begun(&words)];
        if !is_bound && is_name(self.program()) {
            patterns.push(Pattern::begun_in_folders(&words));
        }
        Some(permission::Rule::new(effect, Action::Run, Pattern::any_of(patterns)?))
    }
}

/// The characters of a word that a rule can have: in strings of Starlark they stand for themselves, but for two that JSON
/// escapes in the same way.
fn literal(word: &Word) -> Option<String> {
    let Word::Plain(pieces) = word else { return None };
    let mut text = String::new();
    for piece in pieces {
        let Piece::Literal(literal) = piece else { return None };
        text.push_str(literal);
    }
    text.chars().all(|sign| matches!(sign, ' '..='~')).then_some(text)
}

/// Whether a word names a program, and Codex reads a line that begins with it as plain words.
fn is_program(word: &str) -> bool {
    let is_plain = |sign: char| sign.is_ascii_alphanumeric() || "_./@%:,+-".contains(sign);
    !word.is_empty() && !word.starts_with(['-', '+']) && word.chars().all(is_plain)
}

/// Whether it names it without a folder.
fn is_name(word: &str) -> bool {
    is_program(word) && !word.contains('/')
}
