//! Values as JSON Schema.

use serde_json::{Value, json};

use crate::vocabulary::{Kind, ValueKind};

const NAME: &str = "^[a-z0-9][a-z0-9-]*$";
const IDENTIFIER: &str = "^[a-z][a-z0-9_]*$";
const LINE: &str = "^[^\\r\\n]*[^\\s][^\\r\\n]*$";
const PARTED_NAME: &str = "^[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*)*$";

/// The schema of a value as canonical JSON spells it.
pub(super) fn schema(kind: ValueKind) -> Value {
    match kind {
        ValueKind::Text => json!({ "type": "string" }),
        ValueKind::Name(kind) | ValueKind::Reference(kind) => name(kind),
        ValueKind::Integer { min, max } => {
            json!({ "type": "integer", "minimum": min, "maximum": max })
        }
        ValueKind::Decimal { min, max } => {
            json!({ "type": "number", "minimum": min, "maximum": max })
        }
        ValueKind::Boolean => json!({ "type": "boolean" }),
        ValueKind::Duration => text("^([0-9]+(w|d|h|ms|m|s))+$"),
        ValueKind::Date => text("^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"),
        ValueKind::Money => text("^[0-9]+(\\.[0-9]+)? [A-Z]{3}$"),
        ValueKind::Rate => text("^[1-9][0-9]*/(s|min|h|day)$"),
        ValueKind::Size => text("^[0-9]+ (B|KiB|MiB|GiB)$"),
        ValueKind::Url => text("^[Hh][Tt][Tt][Pp][Ss]?://."),
        ValueKind::Model => text("^[A-Za-z0-9_.-]+/[A-Za-z0-9_.:/@+-]+$"),
        ValueKind::OneOf(words) => json!({ "enum": words }),
        ValueKind::Variable => text("^[A-Za-z_][A-Za-z0-9_]*$"),
        ValueKind::Email => text("^[^@\\s]+@[^@\\s]+$"),
        ValueKind::PublicKey => text("^(ssh|ecdsa|sk)-\\S+ AAAA\\S+"),
        ValueKind::Scalar => json!({ "type": ["string", "number", "boolean"] }),
        ValueKind::File | ValueKind::Folder => text("^[^/~\\\\]"),
        ValueKind::Target => text("^[a-z0-9][a-z0-9-]*(@[1-9][0-9]{0,3})?$"),
        ValueKind::Glob => text("^[^/~]"),
        ValueKind::Line | ValueKind::ToolPattern | ValueKind::Module | ValueKind::Rule => {
            text(LINE)
        }
    }
}

fn name(kind: Kind) -> Value {
    let pattern = match kind {
        kind if kind.is_sentence() => LINE,
        kind if kind.is_identifier() => IDENTIFIER,
        kind if kind.has_parts() => PARTED_NAME,
        _ => NAME,
    };
    json!({ "type": "string", "pattern": pattern, "maxLength": 256 })
}

fn text(pattern: &str) -> Value {
    json!({ "type": "string", "pattern": pattern })
}
