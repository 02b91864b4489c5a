//! What a context points at, as JSON Schema: digests, files, whole declarations.

use serde_json::{Map, Value, json};

use super::object;
use crate::vocabulary::{self, NodeSpec};

/// A SHA-256 digest, or `missing` where the file could not be read.
pub(super) fn sha256() -> Value {
    json!({ "type": "string", "pattern": "^(sha256:[0-9a-f]{64}|missing)$" })
}

/// Files with their digests.
pub(super) fn files() -> Value {
    json!({
        "type": "object",
        "additionalProperties": { "type": "string", "pattern": "^(sha256:[0-9a-f]{64}|missing)( executable)?$" },
    })
}

/// Adds what a node points at.
pub(super) fn extend(
    spec: &'static NodeSpec,
    properties: &mut Map<String, Value>,
    required: &mut Vec<&str>,
) {
    let digest = json!({ "$ref": "#/$defs/sha256" });
    if spec == &vocabulary::INSTRUCTIONS {
        properties.insert("sha256".to_owned(), digest);
        properties.insert("template".to_owned(), json!({ "const": true }));
        properties.insert("file".to_owned(), json!({ "type": "string" }));
        properties.insert("text".to_owned(), json!({ "type": "string" }));
        required.push("sha256");
    } else if spec == &vocabulary::KNOWLEDGE || spec == &vocabulary::USED_SKILL {
        properties.insert("files".to_owned(), json!({ "$ref": "#/$defs/files" }));
    } else if spec == &vocabulary::USED_MEMORY {
        properties.insert("declaration".to_owned(), object(&["memory"], &vocabulary::MEMORY, 1));
    } else if spec == &vocabulary::USED_SERVER {
        properties.insert("declaration".to_owned(), object(&["server"], &vocabulary::SERVER, 1));
    } else if spec == &vocabulary::VARIABLE || spec == &vocabulary::HEADER {
        properties.insert("from".to_owned(), json!({ "type": "string" }));
    } else if spec == &vocabulary::INPUT {
        properties.insert("sha256".to_owned(), digest);
    } else if spec == &vocabulary::EXTRA {
        properties.insert("value".to_owned(), json!({}));
    }
}
