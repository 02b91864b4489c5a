//! The pieces of a segment of a path, or of a query.

use std::borrow::Cow;

use crate::permission::Refusal;
use crate::permission::pattern::{Expression, PatternError};
use crate::permission::resource::url::escape::{Part, canonical};

/// A piece of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece<'t> {
    /// `*`: any part of a segment, or of a parameter.
    Any,
    /// `**`: any segments; in a query, anything.
    Deep,
    /// `\*`.
    Star,
    /// Itself, in its canonical spelling.
    Literal(Cow<'t, str>),
}

impl Piece<'_> {
    pub(super) const fn is_star(&self) -> bool {
        matches!(self, Self::Any | Self::Deep)
    }

    pub(super) fn literal(&self) -> &str {
        match self {
            Self::Literal(text) => text,
            Self::Star => "*",
            Self::Any | Self::Deep => "",
        }
    }

    /// Adds it as it is written in a pattern.
    pub(super) fn show(&self, text: &mut String) {
        text.push_str(match self {
            Self::Any => "*",
            Self::Deep => "**",
            Self::Star => r"\*",
            Self::Literal(literal) => literal,
        });
    }

    /// Writes what it matches within a segment, or in a query.
    pub(super) fn write(&self, part: Part, expression: &mut Expression) {
        match (self, part) {
            (Self::Any, Part::Segment) => expression.raw("[^/?]*"),
            (Self::Any, Part::Query) => expression.raw("[^&]*"),
            (Self::Deep, _) => expression.raw("(?s:.)*"),
            (Self::Star | Self::Literal(_), _) => {
                self.literal().chars().for_each(|character| expression.literal(character));
            }
        }
    }
}

/// The path of a pattern, and the query behind the first `?`.
pub(super) fn cut(text: &str) -> (&str, Option<&str>) {
    text.split_once('?').map_or((text, None), |(path, query)| (path, Some(query)))
}

/// Cuts a segment or query that begins at a byte of the pattern.
pub(super) fn pieces(text: &str, start: usize, part: Part) -> Result<Vec<Piece<'_>>, PatternError> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let at = start + text.len() - rest.len();
        let stars = rest.len() - rest.trim_start_matches('*').len();
        let taken = match (first, stars) {
            (_, 1) => {
                found.push(Piece::Any);
                1
            }
            (_, 2) => {
                found.push(Piece::Deep);
                2
            }
            (_, 3..) => {
                let message = format!("{stars} stars in a row mean nothing");
                let help = "write `*` within a segment, `**` for whole ones";
                return Err(PatternError::new(at..at + stars, message, help));
            }
            ('\\', _) if rest.starts_with(r"\*") => {
                found.push(Piece::Star);
                2
            }
            _ => {
                let end = rest.find(['*', '\\']).filter(|end| *end > 0).unwrap_or(rest.len());
                let (literal, _) = rest.split_at(end);
                found.push(Piece::Literal(spelled(literal, at, part)?.into()));
                end
            }
        };
        rest = rest.get(taken..).unwrap_or_default();
    }
    Ok(found)
}

/// A literal in its canonical spelling.
fn spelled(literal: &str, start: usize, part: Part) -> Result<String, PatternError> {
    for (at, character) in literal.char_indices() {
        let place = start + at..start + at + character.len_utf8();
        let is_sign = "[]{}\"<>^`|".contains(character);
        if is_sign || character == '\\' {
            let help = match (is_sign, character) {
                (true, '[' | ']' | '{' | '}') => {
                    let code = u32::from(character);
                    format!(
                        "only path patterns have classes and braces; write `%{code:X}` for the sign itself"
                    )
                }
                (true, _) => format!("write `%{:X}`", u32::from(character)),
                (false, _) => r"write `\*` for a star".to_owned(),
            };
            let message = format!("no URL holds `{character}`");
            return Err(PatternError::new(place, message, help));
        }
        if character.is_whitespace() || character.is_control() {
            let message = "no URL holds white space or control characters";
            return Err(PatternError::new(place, message, "take it away, or percent-encode it"));
        }
        if character == '%' {
            let triple = literal.get(at..at + 3).unwrap_or_default();
            let place = start + at..start + at + triple.len().max(1);
            match canonical(triple, part) {
                Ok(_) if !triple.is_empty() => {}
                Err(Refusal::Hidden) => {
                    let message = "no request holds this: it hides another path";
                    return Err(PatternError::new(place, message, "take it away"));
                }
                _ => {
                    let message = "two hexadecimal digits follow a `%`";
                    return Err(PatternError::new(
                        place,
                        message,
                        "write `%25` for the sign itself",
                    ));
                }
            }
        }
    }
    canonical(literal, part).map_err(|refusal| {
        PatternError::new(start..start + literal.len(), refusal.to_string(), "write it otherwise")
    })
}
