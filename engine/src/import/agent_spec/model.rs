//! The model of an agent, and how it is to answer.

use bailiwick_schema::syntax::build::{Literal, NodeBuilder};
use serde_json::{Map, Value};

use super::super::report::Topic;
use super::Told;

/// Who serves a model at a URL that answers as OpenAI's does.
const SERVED: &[(&str, &str)] = &[
    ("api.anthropic.com", "anthropic"),
    ("api.deepseek.com", "deepseek"),
    ("generativelanguage.googleapis.com", "google"),
    ("api.groq.com", "groq"),
    ("api.mistral.ai", "mistral"),
    ("api.openai.com", "openai"),
    ("api.x.ai", "xai"),
];

/// What is said of answers there and here, and whether it is a whole number.
const SETTINGS: &[(&str, &str, bool)] = &[
    ("temperature", "temperature", false),
    ("top_p", "top-p", false),
    ("max_tokens", "max-output-tokens", true),
];

/// What of a model's component is read, or says nothing about the agent.
const ASIDE: &[&str] = &[
    "component_type",
    "default_generation_parameters",
    "description",
    "id",
    "metadata",
    "model_id",
    "name",
    "provider",
    "url",
];

/// The node of a model; none where it is not known who serves it.
pub(super) fn read(config: &Map<String, Value>, line: u32, told: &mut Told) -> Option<NodeBuilder> {
    let said = |key: &str| config.get(key).and_then(Value::as_str);
    let model = said("model_id").unwrap_or_default();
    let named = match said("component_type").unwrap_or_default() {
        "LlmConfig" => said("provider"),
        "OpenAiConfig" => Some("openai"),
        "OllamaConfig" => Some("ollama"),
        "OpenAiCompatibleConfig" => said("url").and_then(served),
        _ => None,
    };
    let is_plain = |text: &str, more: &str| {
        !text.is_empty()
            && text.chars().all(|sign| sign.is_ascii_alphanumeric() || more.contains(sign))
    };
    let named = named.filter(|named| is_plain(named, "-_.") && is_plain(model, "-_.:/@+"));
    let Some(provider) = named else {
        told.note(Topic::NoModel, line, "its model is left out: it is not said who serves it");
        told.left("llm_config", line, &Value::from(model));
        return None;
    };
    let mut node = NodeBuilder::new("model").argument(format!("{provider}/{model}"));
    let settings = config.get("default_generation_parameters").and_then(Value::as_object);
    for (key, value) in settings.into_iter().flatten().filter(|(_, value)| !value.is_null()) {
        let known = SETTINGS.iter().find(|(there, ..)| there == key);
        match known {
            Some((_, here, is_whole)) if value.is_u64() || !is_whole && value.is_f64() => {
                node = node
                    .child(NodeBuilder::new(*here).argument(Literal::Number(value.to_string())));
            }
            _ => told.left(&format!("default_generation_parameters.{key}"), line, value),
        }
    }
    for (key, value) in config.iter().filter(|(key, _)| !ASIDE.contains(&key.as_str())) {
        if !value.is_null() {
            told.left(&format!("llm_config.{key}"), line, value);
        }
    }
    Some(node)
}

/// Who serves models at a URL.
fn served(url: &str) -> Option<&'static str> {
    let rest = url.strip_prefix("https://")?;
    let host = rest.split('/').next().unwrap_or_default();
    SERVED.iter().find(|(known, _)| *known == host).map(|(_, provider)| *provider)
}
