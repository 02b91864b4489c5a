//! What a node says, as one text; secrets that slipped in are not repeated.

use std::borrow::Cow;

use bailiwick_schema::document::Item;
use bailiwick_schema::path::FilePath;

use crate::check::secrets;
use crate::check::{Text, TextRole};
use crate::show::display;

/// A node's arguments from the given one on, and its properties by key.
pub(super) fn value(item: Item<'_>, from: usize) -> String {
    let arguments = item.arguments().iter().skip(from);
    let mut words: Vec<String> = arguments.map(|argument| display(item, &argument.value)).collect();
    let mut properties: Vec<String> = item
        .properties()
        .iter()
        .map(|property| {
            let key = property.spec.map_or_else(|| item.key_of(property), |spec| spec.name.into());
            format!("{key}={}", display(item, &property.value))
        })
        .collect();
    properties.sort_unstable();
    words.append(&mut properties);
    words.join(" ")
}

/// A text in which credentials of known shapes are not repeated.
pub(super) fn redacted(text: &str) -> Cow<'_, str> {
    let path = FilePath::from("");
    let looked_at = Text::file(&path, text, TextRole::Source);
    let mut found = secrets::known(&looked_at);
    found.extend(secrets::private_keys(&looked_at));
    if found.is_empty() {
        return text.into();
    }
    found.sort_unstable_by_key(|secret| secret.start);
    let (mut safe, mut at) = (String::with_capacity(text.len()), 0);
    for secret in found.iter().filter(|secret| secret.start < secret.end) {
        if secret.start < at {
            continue;
        }
        safe.push_str(text.get(at..secret.start).unwrap_or_default());
        safe.push_str(&secret.shown(text));
        at = secret.end;
    }
    safe.push_str(text.get(at..).unwrap_or_default());
    safe.into()
}
