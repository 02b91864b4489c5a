//! JSON Schemas of users, compiled once each; no reference out of the schema itself is ever followed.

mod work;

use std::sync::{Arc, OnceLock, RwLock};

use jsonschema::Validator;
use rustc_hash::FxHashMap;

use crate::asset::Content;

/// A schema that can judge, or why it is none, as a clause for a message.
pub(crate) type Compiled = Arc<Result<Validator, String>>;

/// The most schemas that are kept.
const MOST: usize = 256;

/// Compiles a schema, or takes what was made of the same bytes before.
pub(crate) fn compiled(content: &Content) -> Compiled {
    static KNOWN: OnceLock<RwLock<FxHashMap<[u8; 32], Compiled>>> = OnceLock::new();
    let known = KNOWN.get_or_init(RwLock::default);
    let digest = content.sha256;
    let found = known.read().ok().and_then(|known| known.get(&digest).map(Arc::clone));
    if let Some(found) = found {
        return found;
    }
    let made = Arc::new(compile(content.text.as_deref()));
    if let Ok(mut known) = known.write() {
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(digest, Arc::clone(&made));
    }
    made
}

fn compile(text: Option<&str>) -> Result<Validator, String> {
    let text = text.ok_or("it is not UTF-8")?;
    let schema: serde_json::Value =
        serde_json::from_str(text).map_err(|error| format!("it is not JSON: {error}"))?;
    if !schema.is_object() && !schema.is_boolean() {
        return Err("it is neither an object nor a boolean".to_owned());
    }
    if let Some(remote) = remote(&schema, 0) {
        return Err(format!("it refers to `{remote}`, and nothing is fetched"));
    }
    jsonschema::meta::validate(&schema).map_err(|error| {
        let place = error.instance_path().as_str().to_owned();
        let place = if place.is_empty() { String::new() } else { format!(" at `{place}`") };
        format!("it is not a JSON Schema{place}: {error}")
    })?;
    let options = jsonschema::options().with_retriever(Nothing);
    let validator = options.build(&schema).map_err(|error| error.to_string())?;
    work::excess(&schema).map_or(Ok(validator), Err)
}

/// The first reference that leads out of the schema.
fn remote(schema: &serde_json::Value, depth: usize) -> Option<&str> {
    // INVARIANT: `serde_json` reads at most 128 levels.
    if depth > 128 {
        return None;
    }
    match schema {
        serde_json::Value::Object(object) => {
            object.iter().find_map(|(key, value)| match (key.as_str(), value) {
                ("$ref" | "$dynamicRef", serde_json::Value::String(target)) => {
                    let is_remote = target.contains("://")
                        && !target.starts_with("https://json-schema.org/")
                        && !target.starts_with("http://json-schema.org/");
                    is_remote.then_some(target.as_str())
                }
                _ => remote(value, depth + 1),
            })
        }
        serde_json::Value::Array(all) => all.iter().find_map(|value| remote(value, depth + 1)),
        _ => None,
    }
}

/// Fetches nothing.
struct Nothing;

impl jsonschema::Retrieve for Nothing {
    fn retrieve(
        &self,
        uri: &jsonschema::Uri<String>,
    ) -> Result<serde_json::Value, Box<dyn std::error::Error + Send + Sync>> {
        Err(format!("it refers to `{uri}`, and nothing is fetched").into())
    }
}
