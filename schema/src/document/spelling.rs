//! Texts with a spelling of their own: names, paths, patterns, URLs, models, addresses.

use crate::diagnostic::Applicability;
use crate::rule::Rule;
use crate::span::Span;
use crate::vocabulary::{Kind, ValueKind};

use super::Value;
use super::decode::Decoder;
use super::rules::{
    INVALID_ADDRESS, INVALID_MODEL, INVALID_NAME, INVALID_PATTERN, INVALID_URL, RESERVED_NAME,
    UNSAFE_PATH,
};

/// Checks how a text is spelled; gives it as a value, normalised where it is a path.
pub(super) fn check(decoder: &mut Decoder, kind: ValueKind, written: &str, span: Span) -> Value {
    let problem: Option<(&'static Rule, String, &str)> = match kind {
        ValueKind::Name(kind) => return name(decoder, kind, written, span),
        ValueKind::File | ValueKind::Folder => return path(decoder, written, span),
        ValueKind::Glob => glob(written),
        ValueKind::Url => url(written),
        ValueKind::Model => (!is_model(written)).then(|| {
            (
                &INVALID_MODEL,
                format!("`{written}` does not name provider and model"),
                "write `provider/model`, as in `anthropic/claude-sonnet-4-5-20250929`",
            )
        }),
        ValueKind::Variable => (!is_variable(written)).then(|| {
            (
                &INVALID_NAME,
                format!("`{written}` is not a valid name of an environment variable"),
                "use letters, digits and `_`, not starting with a digit",
            )
        }),
        ValueKind::Target => (!is_target(written)).then(|| {
            (
                &INVALID_NAME,
                format!("`{written}` does not name a target"),
                "write its name, and its version where it matters: `agents-md@1`",
            )
        }),
        ValueKind::Email => (!is_email(written)).then(|| {
            (
                &INVALID_ADDRESS,
                format!("`{written}` is not an e-mail address"),
                "write it as `name@domain`",
            )
        }),
        ValueKind::PublicKey => (!is_public_key(written)).then(|| {
            (
                &INVALID_ADDRESS,
                "the text is not an SSH public key".to_owned(),
                "write the line of the `.pub` file: type, base64 and, where you like, a comment",
            )
        }),
        _ => None,
    };
    match problem {
        Some((rule, message, help)) => {
            decoder.report(rule, span, message).help = Some(help.to_owned());
            Value::Invalid
        }
        None => text(decoder, written, span),
    }
}

/// A text as a value: a range of the source where it stands there as it is.
pub(super) fn text(decoder: &Decoder, written: &str, span: Span) -> Value {
    let source = &decoder.document.text;
    let inner = Span::new(span.start + 1, span.end.saturating_sub(1));
    if span.text(source) == written {
        Value::Source(span)
    } else if inner.text(source) == written && span.text(source).starts_with('"') {
        Value::Source(inner)
    } else {
        Value::Text(written.into())
    }
}

/// Whether a text is spelled as names of this kind are.
#[must_use]
pub fn is_name(kind: Kind, name: &str) -> bool {
    let part = |part: &str| {
        let mut bytes = part.bytes();
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        bytes.next().is_some_and(plain) && bytes.all(|byte| plain(byte) || byte == b'-')
    };
    if name.len() > 256 {
        return false;
    }
    if kind.is_sentence() {
        return !name.trim().is_empty() && !name.contains(char::is_control);
    }
    if kind.is_identifier() {
        let mut bytes = name.bytes();
        return bytes.next().is_some_and(|byte| byte.is_ascii_lowercase())
            && bytes
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    }
    if kind.has_parts() { name.split('/').all(part) } else { part(name) }
}

/// The words that mean something in templates themselves.
const TEMPLATE_WORDS: &[&str] = &[
    "and", "else", "false", "if", "in", "is", "loop", "none", "not", "or", "self", "super", "true",
];

fn name(decoder: &mut Decoder, kind: Kind, written: &str, span: Span) -> Value {
    let word = kind.as_str();
    if is_name(kind, written) {
        let reserved = kind.is_given(written)
            || (!kind.is_sentence()
                && written.starts_with("std/")
                && !decoder.document.path.is_std())
            || (kind.is_identifier() && TEMPLATE_WORDS.contains(&written));
        if reserved {
            let message = format!("`{written}` is reserved by the language");
            decoder.report(&RESERVED_NAME, span, message).help =
                Some(format!("give the {word} another name"));
        }
        return text(decoder, written, span);
    }
    if kind.is_sentence() {
        let message = format!("`{written}` is not a valid {word} name");
        decoder.report(&INVALID_NAME, span, message).help =
            Some("such names are one line of text, at most 256 bytes".to_owned());
        return text(decoder, written, span);
    }
    let (mark, form) = if kind.is_identifier() {
        ('_', "lower-case letters, digits and `_`, starting with a letter")
    } else if kind.has_parts() {
        ('-', "lower-case letters, digits and `-`, with `/` between parts")
    } else {
        ('-', "lower-case letters, digits and `-`")
    };
    let mended: String = written
        .to_lowercase()
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || (c == '/' && kind.has_parts()) { c } else { mark })
        .collect();
    let mended = mended.trim_matches(mark).to_owned();
    let found =
        decoder.report(&INVALID_NAME, span, format!("`{written}` is not a valid {word} name"));
    *found = found.clone().help(format!("such names are {form}, at most 256 characters"));
    if is_name(kind, &mended) {
        let title = format!("write `{mended}`");
        *found = found.clone().fix(Applicability::Unsafe, title, span, format!("\"{mended}\""));
    }
    text(decoder, written, span)
}

/// Why a path is unsafe; none where it is fine.
fn unsafe_path(path: &str) -> Option<&'static str> {
    if path.contains("://") {
        Some("it is a URL")
    } else if path.starts_with('/') || path.starts_with('~') {
        Some("it names a place outside the workspace")
    } else if path.contains('\\') {
        Some("it has a `\\`")
    } else if path.as_bytes().get(1) == Some(&b':') {
        Some("it names a drive")
    } else if path.split('/').any(|part| part == "..") {
        Some("it has a `..`")
    } else if path.chars().any(char::is_control) {
        Some("it has a control character")
    } else {
        None
    }
}

fn path(decoder: &mut Decoder, written: &str, span: Span) -> Value {
    if let Some(why) = unsafe_path(written) {
        decoder
            .report(
                &UNSAFE_PATH,
                span,
                format!("`{written}` is not a path in the workspace: {why}"),
            )
            .help =
            Some("write it relative to the workspace root, with `/` between parts".to_owned());
        return Value::Invalid;
    }
    let parts: Vec<&str> =
        written.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
    let normal = parts.join("/");
    if normal == written { text(decoder, written, span) } else { Value::Text(normal.into()) }
}

fn glob(pattern: &str) -> Option<(&'static Rule, String, &'static str)> {
    if let Some(why) = unsafe_path(pattern).filter(|_| !pattern.contains('\\')) {
        let help = "write it relative to the workspace root, with `/` between parts";
        return Some((
            &UNSAFE_PATH,
            format!("`{pattern}` is not a pattern in the workspace: {why}"),
            help,
        ));
    }
    let why = pattern_problem(pattern)?;
    Some((
        &INVALID_PATTERN,
        format!("`{pattern}` is not a valid path pattern: {why}"),
        "`bailiwick explain BW2023` tells how patterns are spelled",
    ))
}

fn pattern_problem(pattern: &str) -> Option<&'static str> {
    let mut depth = 0_u32;
    let mut bracket = false;
    let mut escaped = false;
    for c in pattern.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            ']' if bracket => bracket = false,
            _ if bracket => {}
            '[' => bracket = true,
            '{' => depth += 1,
            '}' if depth == 0 => return Some("a `}` closes nothing"),
            '}' => depth -= 1,
            _ => {}
        }
        if depth > 8 {
            return Some("its braces nest deeper than 8");
        }
    }
    if bracket {
        return Some("a `[` is not closed");
    }
    if depth > 0 {
        return Some("a `{` is not closed");
    }
    if escaped {
        return Some("it ends in `\\`");
    }
    if !pattern.contains('{') {
        if pattern.split('/').any(|part| part.contains("**") && part != "**") {
            return Some("`**` does not stand alone between `/`");
        }
        if pattern.split('/').any(str::is_empty) {
            return Some("a part is empty");
        }
    }
    None
}

fn url(url: &str) -> Option<(&'static Rule, String, &'static str)> {
    let lower = url.to_ascii_lowercase();
    let rest = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
    let host = rest.map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
    let host = host.map(|host| host.rsplit('@').next().unwrap_or_default());
    let fine = host.is_some_and(|host| !host.is_empty() && !host.starts_with(':'))
        && !url.chars().any(|c| c.is_whitespace() || c.is_control());
    (!fine).then(|| {
        (
            &INVALID_URL,
            format!("`{url}` is not an absolute http or https URL"),
            "write scheme, host and path: `https://mcp.acme.example/tickets`",
        )
    })
}

fn is_model(model: &str) -> bool {
    model.split_once('/').is_some_and(|(provider, name)| {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
        !provider.is_empty()
            && provider.bytes().all(plain)
            && !name.is_empty()
            && name.bytes().all(|byte| plain(byte) || b":/@+".contains(&byte))
    })
}

fn is_target(written: &str) -> bool {
    let (name, version) = written.split_once('@').unwrap_or((written, "1"));
    let is_version = (1..=4).contains(&version.len())
        && !version.starts_with('0')
        && version.bytes().all(|byte| byte.is_ascii_digit());
    is_version && is_name(Kind::Target, name)
}

fn is_variable(name: &str) -> bool {
    let mut bytes = name.bytes();
    bytes.next().is_some_and(|byte| byte.is_ascii_alphabetic() || byte == b'_')
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

fn is_email(address: &str) -> bool {
    address.split_once('@').is_some_and(|(local, domain)| {
        !local.is_empty()
            && !domain.contains('@')
            && !address.chars().any(char::is_whitespace)
            && domain.split('.').all(|label| !label.is_empty())
    })
}

fn is_public_key(key: &str) -> bool {
    let mut words = key.split_ascii_whitespace();
    let kinds = ["ssh-", "ecdsa-sha2-", "sk-ssh-", "sk-ecdsa-"];
    let kind = words.next().unwrap_or_default();
    let body = words.next().unwrap_or_default();
    let base64 = |byte: u8| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte);
    kinds.iter().any(|prefix| kind.starts_with(prefix))
        && body.len() >= 32
        && body.starts_with("AAAA")
        && body.bytes().all(base64)
}
