//! The data of an agent, as templates see it.

use minijinja::Value;
use serde_json::{Map, Value as Json};

use super::agents::Agent;
use super::data;
use super::target::Target;
use super::text::Names;

/// A part of a context as templates see it: a model with the parts of its name.
pub(super) fn seen(part: &str, mut json: Json) -> Json {
    if part == "model" {
        json.as_object_mut().map(name_parts);
    }
    json
}

/// The parts of a model's name: `provider/id`; without a provider, all of it is the id.
fn name_parts(model: &mut Map<String, Json>) {
    let name = model.get("name").and_then(Json::as_str).unwrap_or_default();
    let (provider, id) = match name.split_once('/') {
        Some((provider, id)) => (Json::from(provider), id),
        None => (Json::Null, name),
    };
    let id = Json::from(id);
    model.insert("provider".to_owned(), provider);
    model.insert("id".to_owned(), id);
}

/// All instructions as one text, a blank line between them; empty, or with a line end.
pub(super) fn instructions(layers: Option<&Json>) -> String {
    let layers = layers.and_then(Json::as_array).into_iter().flatten();
    let texts = layers.filter_map(|layer| layer.get("text").and_then(Json::as_str));
    let texts: Vec<&str> =
        texts.map(|text| text.trim_end_matches('\n')).filter(|text| !text.is_empty()).collect();
    if texts.is_empty() { String::new() } else { texts.join("\n\n") + "\n" }
}

/// What every template of a target sees.
pub(super) fn shared(target: &Target, environment: Option<&str>) -> Names {
    let about = Value::from_pairs([
        ("name", Value::from(target.name.as_str())),
        ("version", Value::from(target.version)),
    ]);
    let environment = environment.map_or(Value::from(()), Value::from);
    [("target", about), ("environment", environment)]
        .map(|(name, value)| (name.to_owned(), value))
        .into()
}

/// What the templates of an agent see beside that.
pub(super) fn of_agent(shared: &Names, agent: Agent, native: &Json) -> Names {
    let mut names = shared.clone();
    names.insert("agent".to_owned(), Value::from_object(agent));
    names.insert("native".to_owned(), data::value(native));
    names
}
