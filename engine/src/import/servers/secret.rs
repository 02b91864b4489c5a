//! What a value, an argument or a URL of a server holds: something that anyone may read, a variable, or a secret.

use crate::check::secrets;

use super::super::text::without_secrets;

/// What stands in the place of a secret.
const REFERENCE: &str = "${SECRET}";

/// What a value holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Held {
    /// What anyone may read.
    Plain,
    /// A variable of the environment, and whether something stands around it.
    Variable { name: String, around: bool },
    /// A secret: what it is.
    Literal(&'static str),
}

/// What the value at a name holds.
pub(super) fn held(name: &str, value: &str) -> Held {
    if let Some((variable, around)) = variable_in(value) {
        return Held::Variable { name: variable.to_owned(), around };
    }
    let found = secrets::in_text(value);
    if let Some(secret) = found.first() {
        return Held::Literal(secret.what);
    }
    if is_meant(name, value) {
        return Held::Literal("a secret, by its name");
    }
    Held::Plain
}

/// Whether a value is a secret because of what its name says.
fn is_meant(name: &str, value: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let is_named = secrets::is_secret_name(name)
        || matches!(lower.as_str(), "authorization" | "cookie" | "x-api-key");
    is_named && is_kept_secret(value) || value.len() >= 20 && secrets::looks_random(value)
}

/// Whether a value may be what its name says: no example, and more than a yes or no.
fn is_kept_secret(value: &str) -> bool {
    !value.is_empty()
        && !matches!(value, "true" | "false" | "0" | "1")
        && !secrets::is_placeholder(value)
}

/// The first variable in a value (`${NAME}`, `${NAME:-default}`, `${env:NAME}`, `$NAME`), and whether there is more.
fn variable_in(value: &str) -> Option<(&str, bool)> {
    let is_name = |name: &str| {
        name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    if let Some(name) = value.strip_prefix('$').filter(|name| is_name(name)) {
        return Some((name, false));
    }
    let (before, rest) = value.split_once("${")?;
    let (inner, after) = rest.split_once('}')?;
    let inner = inner.strip_prefix("env:").unwrap_or(inner);
    let name = inner.split(":-").next().unwrap_or(inner);
    let is_more = !before.is_empty() || !after.is_empty() || inner != name;
    is_name(name).then_some((name, is_more))
}

/// An argument of a command without its secrets, and what they are; `before` is the argument in front of it.
pub(super) fn argument(before: &str, word: &str) -> (String, Vec<&'static str>) {
    let by_name = "a secret, by its name";
    let is_secret = |word: &str| secrets::is_option(word).is_some_and(secrets::is_secret_name);
    if is_secret(before)
        && !word.starts_with('-')
        && !word.contains("${")
        && !secrets::is_placeholder(word)
    {
        return (REFERENCE.to_owned(), vec![by_name]);
    }
    if let Some((option, value)) = word.split_once('=')
        && (is_secret(option) || secrets::is_secret_name(option))
        && !value.is_empty()
        && !value.contains("${")
        && !secrets::is_placeholder(value)
    {
        return (format!("{option}={REFERENCE}"), vec![by_name]);
    }
    let (kept, found) = without_secrets(word);
    if found.is_empty() { url(word) } else { (kept, found) }
}

/// A URL without its secrets, and what they are.
pub(super) fn url(url: &str) -> (String, Vec<&'static str>) {
    let (kept, mut found) = without_secrets(url);
    let Some((path, query)) = kept.split_once('?') else { return (kept, found) };
    let mut pairs = Vec::new();
    for pair in query.split('&') {
        match pair.split_once('=') {
            Some((name, value)) if !value.contains("${") && is_meant(name, value) => {
                found.push("a secret in its query");
                pairs.push(format!("{name}={REFERENCE}"));
            }
            _ => pairs.push(pair.to_owned()),
        }
    }
    (format!("{path}?{}", pairs.join("&")), found)
}

/// The variable that a secret found in a file is to be kept in.
pub(super) fn variable(server: &str, name: &str) -> String {
    let is_variable = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && !name.starts_with(|first: char| first.is_ascii_digit());
    if is_variable {
        return name.to_owned();
    }
    let joined = format!("{server}_{name}");
    let plain = |character: char| {
        if character.is_ascii_alphanumeric() { character.to_ascii_uppercase() } else { '_' }
    };
    joined.chars().map(plain).collect()
}
