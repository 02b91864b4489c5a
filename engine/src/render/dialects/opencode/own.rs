//! What is written for one agent: its permission map, and what the plugin refuses it beside.

use serde_json::{Value, json};

use super::permission::Permission;
use crate::permission::Action;
use crate::permission::Pattern;
use crate::permission::pattern::command::{Piece, Word, words_of};
use crate::render::dialect::texts;

/// All that bounds an agent.
#[derive(Debug, Clone, Default)]
pub(super) struct Own {
    pub(super) permission: Permission,
    pub(super) guard: Guard,
}

/// What the plugin refuses an agent, beside what it refuses to all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Guard {
    /// Commands that are denied, as patterns of this language.
    pub(super) denied: Vec<String>,
    /// Commands that are asked about as they are written, and refused by another name or behind a wrapper.
    pub(super) asked: Vec<String>,
    /// Whether words have to be plain, for a star of a rule could end in a quoted one.
    pub(super) is_plain: bool,
    /// The tools whose rules tell paths apart.
    pub(super) partial: Vec<String>,
}

impl Guard {
    /// As the plugin reads it.
    pub(super) fn to_value(&self) -> Value {
        let patterns = |texts: &[String]| {
            let pattern = |text: &String| {
                let words: Vec<Value> = words_of(text).iter().map(word).collect();
                json!({ "pattern": text, "words": words })
            };
            texts.iter().map(pattern).collect::<Vec<_>>()
        };
        let (denied, asked) = (patterns(&self.denied), patterns(&self.asked));
        json!({ "denied": denied, "asked": asked, "plain": self.is_plain, "partial": self.partial })
    }

    /// Reads it back.
    pub(super) fn read(value: &Value) -> Self {
        let list = |name: &str| value.get(name).and_then(Value::as_array).into_iter().flatten();
        let patterns = |name: &str| {
            let texts = list(name).filter_map(|one| one.get("pattern").and_then(Value::as_str));
            texts.map(str::to_owned).collect()
        };
        Self {
            denied: patterns("denied"),
            asked: patterns("asked"),
            is_plain: value.get("plain").and_then(Value::as_bool).unwrap_or_default(),
            partial: texts(value.get("partial")).map(str::to_owned).collect(),
        }
    }
}

/// Patterns of commands, by name and behind wrappers.
pub(super) fn patterns(texts: &[String]) -> impl Iterator<Item = Pattern> {
    texts.iter().filter_map(|text| Pattern::read(Action::Run, text).ok())
}

/// A word of a pattern: `null` for any words, or its pieces, of which `null` is any characters.
fn word(word: &Word) -> Value {
    let piece = |piece: &Piece| match piece {
        Piece::Any => Value::Null,
        Piece::Literal(literal) => Value::from(literal.as_str()),
    };
    match word {
        Word::Any => Value::Null,
        Word::Plain(pieces) => Value::Array(pieces.iter().map(piece).collect()),
    }
}
