//! OpenCode's `permission` map: made, and read back in the order in which its rules count.

use serde_json::{Map, Value};

use super::wild;
use crate::permission::Effect;

/// The rules about one tool: the last that matches counts.
pub(super) type Rules = Vec<(String, Effect)>;

/// A permission map: what its keys match, and the rules about that, in the order in which they count.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Permission(Vec<(String, Rules)>);

impl Permission {
    /// What holds before any file is read: all but a few things are allowed.
    pub(super) fn defaults() -> Self {
        Self(vec![("*".to_owned(), super::flat(Effect::Allow))])
    }

    /// Nothing is given.
    pub(super) fn closed() -> Self {
        Self(vec![("*".to_owned(), super::flat(Effect::Deny))])
    }

    /// Adds the rules about a tool, which count before those that stand there already.
    pub(super) fn push(&mut self, key: impl Into<String>, rules: Rules) {
        let key = key.into();
        self.0.retain(|(other, _)| *other != key);
        self.0.push((key, rules));
    }

    /// Adds those of a later layer.
    pub(super) fn extend(&mut self, later: Self) {
        self.0.extend(later.0);
    }

    /// The rules about a tool, the last counting.
    pub(super) fn of(&self, tool: &str) -> Vec<(&str, Effect)> {
        let keys = self.0.iter().filter(|(key, _)| wild::matches(tool, key));
        keys.flat_map(|(_, rules)| rules).map(|(text, effect)| (text.as_str(), *effect)).collect()
    }

    /// Whether a tool is not there at all.
    pub(super) fn is_off(&self, tool: &str) -> bool {
        self.of(tool).last() == Some(&("*", Effect::Deny))
    }

    /// The most that is done with any use of a tool.
    pub(super) fn most(&self, tool: &str) -> Effect {
        let rules = self.of(tool);
        let behind = rules.iter().rposition(|(text, _)| *text == "*").unwrap_or_default();
        let counted = rules.get(behind..).unwrap_or_default();
        counted.iter().map(|(_, effect)| *effect).max().unwrap_or(Effect::Ask)
    }

    /// Every key with its rules, as they stand.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&str, &Rules)> {
        self.0.iter().map(|(key, rules)| (key.as_str(), rules))
    }

    /// As it stands in the file.
    pub(super) fn to_value(&self) -> Value {
        let effect = |effect: Effect| Value::from(effect.as_str());
        let entry = |(key, rules): &(String, Rules)| {
            let value = match rules.as_slice() {
                [(text, one)] if text == "*" => effect(*one),
                many => Value::Object(
                    many.iter().map(|(text, one)| (text.clone(), effect(*one))).collect(),
                ),
            };
            (key.clone(), value)
        };
        Value::Object(self.0.iter().map(entry).collect())
    }

    /// Reads a map as OpenCode does; one that is none says nothing.
    pub(super) fn read(value: Option<&Value>) -> Self {
        let Some(map) = value.and_then(Value::as_object) else { return Self::default() };
        let rules = |value: &Value| match value {
            Value::String(one) => effect(one).map(super::flat),
            Value::Object(many) => {
                let one = |(text, value): (&String, &Value)| {
                    Some((text.clone(), effect(value.as_str()?)?))
                };
                Some(ordered(many).into_iter().filter_map(one).collect())
            }
            _ => None,
        };
        let entries = ordered(map).into_iter();
        Self(entries.filter_map(|(key, value)| Some((key.clone(), rules(value)?))).collect())
    }
}

fn effect(text: &str) -> Option<Effect> {
    Effect::ALL.into_iter().find(|effect| effect.as_str() == text)
}

/// The members as JavaScript has them: whole numbers first, by size; `__proto__` is none.
fn ordered(map: &Map<String, Value>) -> Vec<(&String, &Value)> {
    let members = map.iter().filter(|(key, _)| *key != "__proto__");
    let (mut numbers, others): (Vec<_>, Vec<_>) = members.partition(|(key, _)| is_number(key));
    numbers.sort_by_key(|(key, _)| key.parse::<u32>().unwrap_or(u32::MAX));
    numbers.extend(others);
    numbers
}

/// Whether JavaScript takes a key for the number of an item.
pub(super) fn is_number(key: &str) -> bool {
    key.parse::<u32>().is_ok_and(|number| number != u32::MAX && number.to_string() == key)
}

/// Whether a text can stand as a key, where it means what it says and keeps its place.
pub(super) fn is_key(text: &str) -> bool {
    text != "__proto__" && !is_number(text)
}
