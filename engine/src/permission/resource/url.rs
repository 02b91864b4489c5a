//! URLs: one spelling for all that reach the same place; what clients and servers read differently is refused.

pub(in crate::permission) mod escape;
pub(in crate::permission) mod host;
pub(in crate::permission) mod scheme;

use escape::Part;
use host::Host;
use scheme::Scheme;

use super::{Refusal, Resource};

pub(super) fn read(text: &str) -> Result<Resource, Refusal> {
    if text.chars().any(|character| character.is_control() || character.is_whitespace()) {
        return Err(Refusal::Blank);
    }
    if text.contains('\\') {
        return Err(Refusal::Backslash);
    }
    let (scheme, rest) = text.split_once("://").ok_or(Refusal::NoScheme)?;
    let scheme = Scheme::named(&scheme.to_ascii_lowercase()).ok_or(Refusal::NoScheme)?;
    let rest = rest.split_once('#').map_or(rest, |(before, _)| before);
    let (authority, rest) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
    if authority.contains('@') {
        return Err(Refusal::UserInformation);
    }
    let (host, port) = split(authority);
    let port = match port {
        None | Some("") => None,
        Some(port) => Some(number(port).ok_or(Refusal::Port)?),
    };
    let host = Host::read(host)?;
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let mut spelling = format!("{}://{host}", scheme.as_str());
    if let Some(port) = port.filter(|port| *port != scheme.port()) {
        spelling.push_str(&format!(":{port}"));
    }
    spelling.push('/');
    spelling.push_str(&segments(path)?.join("/"));
    if !query.is_empty() {
        spelling.push('?');
        spelling.push_str(&escape::canonical(query, Part::Query)?);
    }
    Ok(Resource { space: host.space(), spelling: spelling.into() })
}

/// The host of an authority, and what stands behind the `:` after it.
pub(in crate::permission) fn split(authority: &str) -> (&str, Option<&str>) {
    let end = authority.find(']').filter(|_| authority.starts_with('[')).map_or(0, |at| at + 1);
    let (bracket, rest) = authority.split_at(end);
    match rest.find(':') {
        Some(at) => {
            let (_, port) = rest.split_at(at);
            let (host, _) = authority.split_at(bracket.len() + at);
            (host, port.strip_prefix(':'))
        }
        None => (authority, None),
    }
}

/// A port, which may have zeros in front.
pub(in crate::permission) fn number(port: &str) -> Option<u16> {
    port.bytes().all(|byte| byte.is_ascii_digit()).then(|| port.parse().ok()).flatten()
}

/// Whether a segment is a drive letter, in its canonical spelling.
fn is_drive(segment: &str) -> bool {
    let sign = segment.strip_prefix(|letter: char| letter.is_ascii_alphabetic());
    sign.is_some_and(|sign| matches!(sign, ":" | "|" | "%7C" | "%3A"))
}

/// The segments of a path, with `.` and `..` resolved, and without the empty one behind a last `/`.
fn segments(path: &str) -> Result<Vec<String>, Refusal> {
    let path = path.strip_prefix('/').unwrap_or(path);
    let mut found: Vec<String> = Vec::new();
    let mut parts = path.split('/').peekable();
    while let Some(part) = parts.next() {
        match escape::canonical(part, Part::Segment)?.as_str() {
            // Some servers fold `//`, others do not.
            "" if parts.peek().is_some() => return Err(Refusal::EmptySegment),
            "" | "." => {}
            // Some clients keep a drive letter, others do not.
            ".." if found.last().is_some_and(|last| is_drive(last)) => return Err(Refusal::Drive),
            ".." => _ = found.pop(),
            segment => found.push(segment.to_owned()),
        }
    }
    Ok(found)
}
