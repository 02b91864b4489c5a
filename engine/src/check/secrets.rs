//! What secrets look like: known shapes, placeholders, randomness. Nothing here ever prints one.

mod formats;
mod names;
mod randomness;
#[cfg(test)]
mod tests;

pub(crate) use formats::ANCHORS;
pub(crate) use names::{ANCHORS as NAME_ANCHORS, is_option, is_secret_name};
pub(crate) use randomness::{is_placeholder, looks_random};

use bailiwick_schema::path::FilePath;

use formats::{Body, FORMATS, Format};

use super::{Text, TextRole};

/// Something that has the shape of a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Secret {
    /// Its first byte.
    pub(crate) start: usize,
    /// The byte after its last.
    pub(crate) end: usize,
    /// What it is, with its article.
    pub(crate) what: &'static str,
    /// How many of its first characters belong to the shape and tell nothing.
    shown: usize,
}

impl Secret {
    /// What may be printed of it.
    pub(crate) fn shown(&self, text: &str) -> String {
        let length = self.end - self.start;
        let start = text.get(self.start..self.start + self.shown.min(4)).unwrap_or_default();
        format!("`{start}…` ({length} characters)")
    }
}

/// The secrets of known shapes in a text, in order, none within another.
pub(crate) fn known(text: &Text<'_>) -> Vec<Secret> {
    let mut found: Vec<Secret> = Vec::new();
    for at in text.secret_places() {
        if found.last().is_some_and(|last| *at < last.end) {
            continue;
        }
        found.extend(secret_at(text.text, *at));
    }
    found
}

/// The secrets of known shapes in a text that stands in no file, private keys too, in order, none within another.
pub(crate) fn in_text(text: &str) -> Vec<Secret> {
    let path = FilePath::from("");
    let text = Text::file(&path, text, TextRole::Sentence);
    let mut found: Vec<Secret> = known(&text).into_iter().chain(private_keys(&text)).collect();
    found.sort_unstable_by_key(|secret| secret.start);
    let mut end = 0;
    found.retain(|secret| {
        let is_apart = secret.start >= end;
        end = end.max(secret.end);
        is_apart
    });
    found
}

/// Where a secret ends with all that belongs to it: of a private key, its body too.
pub(crate) fn end(text: &str, secret: &Secret) -> usize {
    let rest = text.get(secret.start..secret.end).unwrap_or_default();
    if !rest.starts_with("-----") {
        return secret.end;
    }
    let marks = text.get(secret.end..).unwrap_or_default();
    let body = marks.split_once("-----END").and_then(|(body, rest)| {
        let (kind, _) = rest.split_once("-----")?;
        Some(body.len() + "-----END".len() + kind.len() + "-----".len())
    });
    body.map_or(text.len(), |body| secret.end + body)
}

/// Whether a value holds a secret of a known shape.
pub(crate) fn is_known(value: &str) -> bool {
    let starts = value.char_indices().map(|(at, _)| at);
    starts.into_iter().any(|at| secret_at(value, at).is_some())
}

/// The text with every secret of a known shape hidden.
///
/// For texts of a line or two: it looks at every character, where `in_text` makes ready to look at many.
#[must_use]
pub fn without_known(text: &str) -> String {
    let mut found: Vec<Secret> = Vec::new();
    for (at, _) in text.char_indices() {
        if found.last().is_none_or(|last| at >= last.end) {
            found.extend(secret_at(text, at));
        }
    }
    without(text, &found, "…")
}

/// The text with something else in the place of these secrets, which stand in their order.
pub(crate) fn without(text: &str, secrets: &[Secret], place: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut at = 0;
    for secret in secrets {
        let Some(before) = text.get(at..secret.start) else { continue };
        kept.push_str(before);
        kept.push_str(place);
        at = end(text, secret);
    }
    kept.push_str(text.get(at..).unwrap_or_default());
    kept
}

/// Where private keys begin.
pub(crate) fn private_keys<'t>(text: &'t Text<'_>) -> impl Iterator<Item = Secret> + 't {
    text.secret_places().iter().filter_map(|at| private_key(text.text, *at))
}

fn secret_at(text: &str, at: usize) -> Option<Secret> {
    let rest = text.get(at..)?;
    if rest.starts_with("://") {
        return password(text, at);
    }
    let before = text.get(..at)?.bytes().next_back();
    if before.is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
        return None;
    }
    FORMATS
        .iter()
        .filter(|format| rest.starts_with(format.prefix))
        .find_map(|format| shaped(rest, at, format))
}

fn shaped(rest: &str, at: usize, format: &Format) -> Option<Secret> {
    let body = rest.get(format.prefix.len()..)?;
    let length = body.bytes().take_while(|byte| format.body.holds(*byte)).count();
    let body = body.get(..length)?;
    let body = if matches!(format.body, Body::Dotted | Body::Path) {
        body.trim_end_matches(['.', '-'])
    } else {
        body
    };
    if !(format.least..=format.most).contains(&body.len()) || !body.contains(format.inside) {
        return None;
    }
    if is_placeholder(body) || !randomness::is_random(body) {
        return None;
    }
    let end = at + format.prefix.len() + body.len();
    Some(Secret { start: at, end, what: format.what, shown: format.prefix.len() })
}

/// `scheme://user:password@host`
fn password(text: &str, at: usize) -> Option<Secret> {
    let rest = text.get(at + 3..)?;
    let stops = |character: char| {
        character.is_whitespace()
            || matches!(character, '/' | '"' | '\'' | '`' | '<' | '>' | ')' | '\\' | '?' | '#')
    };
    // A template's braces may hold any of these.
    let authority = rest.get(..rest.find(stops).unwrap_or(rest.len()))?;
    let (userinfo, _) = authority.rsplit_once('@')?;
    let (user, password) = userinfo.split_once(':')?;
    let has_digit = password.bytes().any(|byte| byte.is_ascii_digit());
    let is_plain = (password.len() >= 6 || (password.len() == 5 && has_digit))
        && password != user
        && !is_placeholder(password)
        && !is_placeholder(user);
    let common = [
        "password", "passwd", "secret", "pass", "postgres", "admin", "root", "user", "guest", "pw",
    ];
    if !is_plain || common.contains(&password.to_ascii_lowercase().as_str()) {
        return None;
    }
    let start = at + 3 + user.len() + 1;
    Some(Secret { start, end: start + password.len(), what: "the password of a URL", shown: 0 })
}

/// `-----BEGIN … PRIVATE KEY-----` with a body.
fn private_key(text: &str, at: usize) -> Option<Secret> {
    let rest = text.get(at..)?.strip_prefix("BEGIN ")?;
    let is_opened = text.get(..at)?.ends_with("-----");
    let (kind, body) = rest.split_once("-----")?;
    if !is_opened
        || kind.len() > 40
        || !(kind.ends_with("PRIVATE KEY") || kind.ends_with("PRIVATE KEY BLOCK"))
    {
        return None;
    }
    let body = body.split("-----END").next()?;
    let body = body.get(..body.floor_char_boundary(4096))?.replace("\\n", "\n");
    let is_base64 = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=');
    let has_key =
        body.split_ascii_whitespace().any(|line| line.len() >= 40 && line.bytes().all(is_base64));
    let is_cut = ["...", "…", "<", "${", "[", "xxxx", "XXXX", "REDACTED"]
        .iter()
        .any(|mark| body.contains(mark));
    let end = at + 6 + kind.len() + 5;
    (has_key && !is_cut).then_some(Secret { start: at - 5, end, what: "a private key", shown: 0 })
}
