//! Where each value of a context came from, and what it overrode.

use std::fmt::Write as _;

use bailiwick_engine::compose::Effective;
use bailiwick_engine::show::{Origin, Source, Taken};
use serde_json::{Value, json};

use super::json::json_text;
use super::padded::padded;
use super::prefix::Prefix;
use super::visible::visible;

/// A line a value: its name, the value, its place, its layer; what it overrode on lines of their own below it. Last, what
/// layers took away.
#[must_use]
pub fn human(origins: &[Origin], taken: &[Taken], prefix: &Prefix) -> String {
    let names: Vec<String> =
        origins.iter().chain(taken.iter().map(|taken| &taken.origin)).map(name).collect();
    let width = names.iter().map(|name| name.chars().count()).max().unwrap_or_default();
    let mut text = String::new();
    for (origin, name) in origins.iter().zip(&names) {
        let value = visible(&origin.value);
        let _infallible = writeln!(text, "{}  {value}", padded(name, width));
        let _infallible = writeln!(text, "    from {}", place(&origin.source, prefix));
        for (value, source) in &origin.overrode {
            let place = place(source, prefix);
            let _infallible = writeln!(text, "    over {}, {place}", visible(value));
        }
    }
    if !taken.is_empty() {
        text.push_str("\ntaken away:\n");
    }
    for (taken, name) in taken.iter().zip(names.iter().skip(origins.len())) {
        let value = visible(&taken.origin.value);
        let _infallible = writeln!(text, "{}  {value}", padded(name, width));
        let _infallible = writeln!(text, "    from {}", place(&taken.origin.source, prefix));
        let _infallible = writeln!(text, "    by {}", place(&taken.by, prefix));
    }
    text
}

fn name(origin: &Origin) -> String {
    visible(&origin.path.join(" ")).into_owned()
}

/// A place as it is printed: path, line, layer.
pub(super) fn place(source: &Source, prefix: &Prefix) -> String {
    format!("{}:{} ({})", visible(&shown_path(source, prefix)), source.line, visible(&source.layer))
}

/// The path of a place as it is printed; modules of the standard library lie in no folder.
pub(super) fn shown_path(source: &Source, prefix: &Prefix) -> String {
    if source.path.is_std() { source.path.to_string() } else { prefix.path(source.path.as_str()) }
}

/// The same as JSON: `schema/json/why.schema.json` describes it.
#[must_use]
pub fn json(effective: &Effective<'_>, origins: &[Origin], taken: &[Taken]) -> String {
    let values: Vec<Value> = origins
        .iter()
        .map(|origin| {
            let overrode: Vec<Value> = origin
                .overrode
                .iter()
                .map(|(value, source)| json!({ "value": value, "source": source_value(source) }))
                .collect();
            json!({
                "path": origin.path,
                "value": origin.value,
                "source": source_value(&origin.source),
                "overrode": overrode,
            })
        })
        .collect();
    let taken: Vec<Value> = taken
        .iter()
        .map(|taken| {
            json!({
                "path": taken.origin.path,
                "value": taken.origin.value,
                "source": source_value(&taken.origin.source),
                "by": source_value(&taken.by),
            })
        })
        .collect();
    json_text(&json!({
        "version": 1,
        "agent": effective.name(),
        "environment": effective.environment_name(),
        "values": values,
        "taken": taken,
    }))
}

/// A place as JSON.
pub(super) fn source_value(source: &Source) -> Value {
    json!({
        "path": source.path.as_str(),
        "start": source.span.start,
        "end": source.span.end,
        "line": source.line,
        "layer": source.layer,
    })
}
