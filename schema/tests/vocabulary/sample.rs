//! A right and a wrong value of every kind, in KDL and in JSON.

use bailiwick_schema::vocabulary::ValueKind;
use serde_json::{Value, json};

/// A value that the kind takes.
pub fn right(kind: ValueKind) -> Value {
    match kind {
        ValueKind::Text | ValueKind::Line | ValueKind::Scalar => json!("some words"),
        ValueKind::Name(kind) | ValueKind::Reference(kind) if kind.is_identifier() => {
            json!("a_name")
        }
        ValueKind::Name(_) | ValueKind::Reference(_) => json!("a-name"),
        ValueKind::Integer { min, max } => json!(1.clamp(min, max)),
        ValueKind::Decimal { min, .. } => json!(min),
        ValueKind::Boolean => json!(true),
        ValueKind::Duration => json!("10m"),
        ValueKind::Date => json!("2026-12-31"),
        ValueKind::Money => json!("2.00 USD"),
        ValueKind::Rate => json!("30/min"),
        ValueKind::Size => json!("20 MiB"),
        ValueKind::File => json!("docs/a.md"),
        ValueKind::Folder => json!("docs/a"),
        ValueKind::Glob => json!("docs/**/*.md"),
        ValueKind::Url => json!("https://mcp.acme.example/a"),
        ValueKind::Model => json!("anthropic/claude-sonnet-4-5-20250929"),
        ValueKind::ToolPattern => json!("list_*"),
        ValueKind::OneOf(words) => json!(words.first().unwrap()),
        ValueKind::Module => json!("std/lifecycle/standard@1"),
        ValueKind::Rule => json!("floating-model-alias"),
        ValueKind::Target => json!("agents-md@1"),
        ValueKind::Variable => json!("A_TOKEN"),
        ValueKind::Email => json!("a@acme.example"),
        ValueKind::PublicKey => {
            json!(
                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBnFv2zTr6kQmXv2m0s6V7d8r5p3yD0c1bq8c2l5q9aA"
            )
        }
    }
}

/// A value of a type that the kind does not take.
pub fn wrong(kind: ValueKind) -> Value {
    match kind {
        ValueKind::Scalar => Value::Null,
        ValueKind::Integer { .. } | ValueKind::Decimal { .. } | ValueKind::Boolean => json!("many"),
        _ => json!(4711),
    }
}

/// Values of the right type that the kind does not take: far ones, and some that lack one thing.
pub fn outside(kind: ValueKind) -> Vec<Value> {
    let texts: &[&str] = match kind {
        ValueKind::Integer { max, .. } | ValueKind::Decimal { max, .. } => {
            return vec![json!(max + 1)];
        }
        ValueKind::Text | ValueKind::Scalar | ValueKind::Boolean => &[],
        ValueKind::ToolPattern | ValueKind::Module | ValueKind::Rule => &[],
        ValueKind::Line => &["two\nlines"],
        ValueKind::Name(kind) | ValueKind::Reference(kind) if kind.is_sentence() => {
            &["two\nlines", " "]
        }
        ValueKind::Name(_) | ValueKind::Reference(_) => &["No Name"],
        ValueKind::Duration => &["ten minutes", "10", "10 parsecs"],
        ValueKind::Date => &["tomorrow", "2026-13-01", "31.12.2026"],
        ValueKind::Money => &["two dollars", "2.00", "USD 2.00", "2.00 usd"],
        ValueKind::Rate => &["often", "30", "30/fortnight"],
        ValueKind::Size => &["20 bananas", "20", "MiB"],
        ValueKind::File | ValueKind::Folder | ValueKind::Glob => &["/etc/passwd"],
        ValueKind::Url => &["ftp://acme.example", "acme.example"],
        ValueKind::Model => &["sonnet", "anthropic/"],
        ValueKind::OneOf(_) => &["parrots"],
        ValueKind::Target => &["Agents", "agents-md@", "agents-md@0", "agents-md@1@2"],
        ValueKind::Variable => &["1-A"],
        ValueKind::Email => &["nobody", "@acme.example"],
        ValueKind::PublicKey => &["a key"],
    };
    texts.iter().map(|text| json!(text)).collect()
}

/// A value as KDL.
pub fn kdl(value: &Value) -> String {
    match value {
        Value::Null => "#null".to_owned(),
        Value::Bool(value) => format!("#{value}"),
        Value::String(text) => format!("{text:?}"),
        other => other.to_string(),
    }
}
