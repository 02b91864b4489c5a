//! Agents as templates see them: each part of a context is read when it is looked at, so that thousands take little time and
//! room.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use minijinja::Value;
use minijinja::value::{Enumerator, Object, ObjectRepr};
use serde_json::Value as Json;
use serde_json::value::RawValue;

use super::{context, data, filter};

/// The contexts of agents, as canonical JSON.
#[derive(Debug)]
pub(super) struct Agents(pub(super) Vec<Arc<str>>);

impl Object for Agents {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Seq
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        Some(Value::from_object(Agent::read(self.0.get(key.as_usize()?)?)))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Seq(self.0.len())
    }
}

/// The context of an agent, with what templates have beside it.
#[derive(Debug)]
pub(super) struct Agent(Vec<(String, Part)>);

/// A part of a context.
#[derive(Debug)]
enum Part {
    /// As it stands in the context, and as templates see it.
    Of(Box<RawValue>, OnceLock<Value>),
    /// All instructions as one text.
    Text(OnceLock<Value>),
    /// What is made of it.
    Made(Value),
}

impl Agent {
    /// The parts of a context that is canonical JSON, with `file`, `text` and `name`.
    pub(super) fn read(canonical: &str) -> Self {
        let parts: BTreeMap<String, Box<RawValue>> =
            serde_json::from_str(canonical).unwrap_or_default();
        let parts = parts.into_iter().map(|(name, raw)| (name, Part::Of(raw, OnceLock::new())));
        let mut agent = Self(parts.collect());
        let name = agent.json("agent");
        let name = name.as_ref().and_then(Json::as_str).unwrap_or_default();
        if let Some(file) = filter::file(name) {
            agent.add("file", Value::from(file));
        }
        agent.0.push(("text".to_owned(), Part::Text(OnceLock::new())));
        agent.add("name", Value::from(name));
        agent
    }

    /// Adds a part.
    pub(super) fn add(&mut self, name: &str, value: Value) {
        self.0.push((name.to_owned(), Part::Made(value)));
    }

    /// A part of the context; none where it has none.
    pub(super) fn json(&self, name: &str) -> Option<Json> {
        match self.part(name)? {
            Part::Of(raw, _) => serde_json::from_str(raw.get()).ok(),
            Part::Text(_) | Part::Made(_) => None,
        }
    }

    fn part(&self, name: &str) -> Option<&Part> {
        self.0.iter().find(|(other, _)| other == name).map(|(_, part)| part)
    }

    fn value(&self, name: &str) -> Option<Value> {
        let value = match self.part(name)? {
            Part::Made(value) => value,
            Part::Text(read) => read.get_or_init(|| {
                Value::from(context::instructions(self.json("instructions").as_ref()))
            }),
            Part::Of(raw, read) => read.get_or_init(|| {
                let json = serde_json::from_str::<Json>(raw.get()).unwrap_or_default();
                data::value(&context::seen(name, json))
            }),
        };
        Some(value.clone())
    }
}

impl Object for Agent {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Map
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.value(key.as_str()?)
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        let names = self.0.iter().map(|(name, _)| Value::from(name.as_str()));
        Enumerator::Values(names.collect())
    }
}
