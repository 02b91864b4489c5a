//! URL patterns: scheme, host, port, path and query, each its own part.

mod host;
mod network;
mod piece;

use std::ops::Range;

use host::Hosts;
use piece::{Piece, pieces};

use super::{Expression, Pattern, PatternError};
use crate::permission::resource::url::escape::Part;
use crate::permission::resource::url::scheme::Scheme;
use crate::permission::resource::url::{number, split};

/// A URL pattern while it is read.
struct Parts<'t> {
    /// None for `*`.
    scheme: Option<Scheme>,
    hosts: Hosts,
    port: Ports,
    /// A segment each.
    path: Vec<Vec<Piece<'t>>>,
    /// None where any query matches.
    query: Option<Vec<Piece<'t>>>,
}

/// The ports that a pattern matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ports {
    /// That of the scheme.
    Default,
    One(u16),
    Any,
}

/// Reads a URL pattern.
pub(super) fn read(text: &str) -> Result<Pattern, PatternError> {
    let everything = text == "**";
    let parts = if everything { everywhere() } else { Parts::read(text)? };
    let written = if everything { "**".to_owned() } else { parts.written() };
    let languages =
        parts.hosts.languages().map(|(space, host)| parts.expression(host).language(space));
    let guarding = parts.hosts.guarding();
    let guarding = guarding.map(|(space, host)| parts.expression(&host).language(space));
    Ok(Pattern::guarding(written, languages.collect(), guarding.into_iter().collect()))
}

/// Every URL.
fn everywhere() -> Parts<'static> {
    let path = vec![vec![Piece::Deep]];
    Parts { scheme: None, hosts: Hosts::all(), port: Ports::Any, path, query: None }
}

impl<'t> Parts<'t> {
    fn read(text: &'t str) -> Result<Self, PatternError> {
        if let Some((at, _)) = text.match_indices('#').next() {
            let help = "take the fragment away: it is never sent";
            return Err(PatternError::new(at..at + 1, "a pattern cannot tell fragments", help));
        }
        let Some((scheme, rest)) = text.split_once("://") else { return bare(text) };
        let start = scheme.len() + 3;
        let scheme = match scheme {
            "*" => None,
            name => Some(Scheme::named(&name.to_ascii_lowercase()).ok_or_else(|| {
                let message = format!("there is no scheme `{name}` here");
                let help = "write `http`, `https`, `ws`, `wss` or `*`";
                PatternError::new(0..name.len(), message, help)
            })?),
        };
        let inside = rest.find(']').filter(|_| rest.starts_with('[')).unwrap_or(0);
        let (_, behind) = rest.split_at(inside);
        let end = inside + behind.find(['/', '?']).unwrap_or(behind.len());
        let (authority, rest) = rest.split_at(end);
        let (hosts, port) = authority_of(authority, start, scheme)?;
        let start = start + end;
        if !rest.starts_with('/') {
            let (place, message) = (0..start, "the pattern says nothing about the path");
            let front = text.get(..start).unwrap_or_default();
            let help = format!("write `{front}/**` for all of it, or `{front}/` for the root");
            return Err(PatternError::new(place, message, help));
        }
        let (path, query) = piece::cut(rest);
        let query = query.map(|query| pieces(query, start + path.len() + 1, Part::Query));
        Ok(Self { scheme, hosts, port, path: segments(path, start)?, query: query.transpose()? })
    }

    /// Its one spelling.
    fn written(&self) -> String {
        let mut text = format!("{}://{}", self.scheme.map_or("*", Scheme::as_str), self.hosts);
        match self.port {
            Ports::Default => {}
            Ports::One(port) => text.push_str(&format!(":{port}")),
            Ports::Any => text.push_str(":*"),
        }
        if self.path.is_empty() {
            text.push('/');
        }
        for segment in &self.path {
            text.push('/');
            segment.iter().for_each(|piece| piece.show(&mut text));
        }
        if let Some(query) = &self.query {
            text.push('?');
            query.iter().for_each(|piece| piece.show(&mut text));
        }
        text
    }

    /// The language with such hosts.
    fn expression(&self, host: &str) -> Expression {
        let mut expression = Expression::default();
        let origins: Vec<String> = Scheme::ALL
            .into_iter()
            .filter(|scheme| self.scheme.is_none_or(|own| own == *scheme))
            .map(|scheme| format!("{}://{host}{}", scheme.as_str(), self.port.expression(scheme)))
            .collect();
        expression.raw(&format!("(?:{})", origins.join("|")));
        path(&self.path, &mut expression);
        match self.query.as_deref() {
            None => expression.raw(r"(?:\?(?s:.)*)?"),
            // No query and an empty one are one.
            Some([]) => {}
            Some(query) => {
                expression.raw(r"\?");
                query.iter().for_each(|piece| piece.write(Part::Query, &mut expression));
            }
        }
        expression
    }
}

impl Ports {
    fn expression(self, scheme: Scheme) -> String {
        match self {
            Self::Any => "(?::[0-9]+)?".to_owned(),
            Self::One(port) if port != scheme.port() => format!(":{port}"),
            Self::One(_) | Self::Default => String::new(),
        }
    }
}

/// A host without a scheme: all of it, by `https`.
fn bare(text: &str) -> Result<Parts<'_>, PatternError> {
    let (_, behind) = text.split_at(text.find(']').filter(|_| text.starts_with('[')).unwrap_or(0));
    if let Some(sign) = behind.find(['/', '?', ':']) {
        let at = text.len() - behind.len() + sign;
        let message = "only a host may stand without a scheme";
        let help = if network::is_network(text) {
            format!("write `[{text}]` for a network")
        } else {
            let rest = if behind.contains(['/', '?']) { "" } else { "/**" };
            format!("write `https://{text}{rest}`")
        };
        return Err(PatternError::new(at..at + 1, message, help));
    }
    let (hosts, port) = authority_of(text, 0, Some(Scheme::Https))?;
    let path = vec![vec![Piece::Deep]];
    Ok(Parts { scheme: Some(Scheme::Https), hosts, port, path, query: None })
}

/// Host and port; the authority begins at a byte of the pattern.
fn authority_of(
    text: &str,
    start: usize,
    scheme: Option<Scheme>,
) -> Result<(Hosts, Ports), PatternError> {
    if let Some(at) = text.find('@') {
        let help = "take it away: no request with a user is allowed";
        let place = start..start + at + 1;
        return Err(PatternError::new(place, "a user makes one host look like another", help));
    }
    let (host, port) = split(text);
    let hosts = Hosts::read(host, start)?;
    let default = scheme.map(Scheme::port);
    let port = match port {
        None | Some("") => Ports::Default,
        Some("*") => Ports::Any,
        Some(port) => match number(port) {
            Some(number) if Some(number) == default => Ports::Default,
            Some(number) => Ports::One(number),
            None => {
                let at = start + host.len() + 1;
                let (message, help) = (format!("`{port}` is no port"), "write a number or `*`");
                return Err(PatternError::new(at..at + port.len(), message, help));
            }
        },
    };
    Ok((hosts, port))
}

/// The segments of a path that begins at a byte of the pattern; a last `/` says nothing.
fn segments(path: &str, start: usize) -> Result<Vec<Vec<Piece<'_>>>, PatternError> {
    let mut found: Vec<Vec<Piece<'_>>> = Vec::new();
    let mut at = start + 1;
    let inside = path.strip_prefix('/').unwrap_or(path);
    let inside = inside.strip_suffix('/').unwrap_or(inside);
    for part in inside.split('/').filter(|_| path.len() > 1) {
        let segment = pieces(part, at, Part::Segment)?;
        let place: Range<usize> = at..at + part.len().max(1);
        at += part.len() + 1;
        let is_deep = segment.contains(&Piece::Deep);
        let literal: String = segment.iter().map(Piece::literal).collect();
        let fault = match literal.as_str() {
            "" if segment.is_empty() => Some("no request holds `//` in its path"),
            "." | ".." if !segment.iter().any(Piece::is_star) => {
                Some("requests hold no `.` or `..`: they are resolved")
            }
            _ if is_deep && segment.len() > 1 => Some("`**` stands only for whole segments"),
            _ => None,
        };
        if let Some(message) = fault {
            let help = "write `*` for a part of a segment, or `/**/` for whole ones";
            let help = if is_deep { help } else { "write the path without it" };
            return Err(PatternError::new(place, message, help));
        }
        // Two of them side by side say what one says.
        if !(is_deep && found.last().is_some_and(|last| last.contains(&Piece::Deep))) {
            found.push(segment);
        }
    }
    Ok(found)
}

/// Writes what a path matches.
fn path(segments: &[Vec<Piece<'_>>], expression: &mut Expression) {
    match segments {
        [] => expression.raw("/"),
        [only] if only.contains(&Piece::Deep) => expression.raw("/[^?]*"),
        _ => {
            for segment in segments {
                if segment.contains(&Piece::Deep) {
                    expression.raw("(?:/[^?]*)?");
                    continue;
                }
                expression.raw("/");
                if segment.iter().all(Piece::is_star) {
                    // A segment is never empty.
                    expression.raw("[^/?]+");
                } else {
                    segment.iter().for_each(|piece| piece.write(Part::Segment, expression));
                }
            }
        }
    }
}
