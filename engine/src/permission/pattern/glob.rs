//! The signs of a path pattern.

use super::name::{nul, unfinished};
use super::{Expression, PatternError};

/// One sign of a pattern, with the byte that it begins at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sign {
    pub(super) at: usize,
    pub(super) kind: Kind,
}

/// What a sign stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// Itself; also what `\` made of another sign.
    Literal(char),
    /// `/`.
    Slash,
    /// `?`: one character of a segment.
    One,
    /// `*`: any part of a segment.
    Any,
    /// `**`: any segments.
    Deep,
    /// `[a-z]` and `[!a-z]`.
    Class { negated: bool, ranges: Vec<(char, char)> },
    /// `{`.
    Open,
    /// `,` between braces.
    Comma,
    /// `}`.
    Close,
}

/// Cuts a pattern into its signs.
pub(super) fn signs(text: &str) -> Result<Vec<Sign>, PatternError> {
    let mut found = Vec::new();
    let mut depth = 0_usize;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let kind = match character {
            '\0' => return Err(nul(at)),
            '/' => Kind::Slash,
            '?' => Kind::One,
            '\\' => match characters.next() {
                Some((_, '/')) => {
                    let help = "write `/`: it always parts segments";
                    return Err(PatternError::new(at..at + 2, "`/` cannot be escaped", help));
                }
                Some((_, '\0')) => return Err(nul(at + 1)),
                Some((_, next)) => Kind::Literal(next),
                None => return Err(unfinished(at)),
            },
            '*' if characters.next_if(|(_, next)| *next == '*').is_some() => Kind::Deep,
            '*' => Kind::Any,
            '[' => class(at, &mut characters)?,
            '{' => {
                depth += 1;
                Kind::Open
            }
            ',' if depth > 0 => Kind::Comma,
            '}' if depth > 0 => {
                depth -= 1;
                Kind::Close
            }
            '}' | ']' => {
                let (message, help) = (
                    format!("nothing opens this `{character}`"),
                    format!("write `\\{character}` for the sign itself"),
                );
                return Err(PatternError::new(at..at + 1, message, help));
            }
            character => Kind::Literal(character),
        };
        found.push(Sign { at, kind });
    }
    if depth > 0 {
        let open = found.iter().rev().find(|sign| sign.kind == Kind::Open);
        let at = open.map_or(0, |sign| sign.at);
        let help = "close it with `}`, or write `\\{` for the sign itself";
        return Err(PatternError::new(at..at + 1, "nothing closes this `{`", help));
    }
    Ok(found)
}

type Characters<'t> = std::iter::Peekable<std::str::CharIndices<'t>>;

/// Reads a class whose `[` stands at a place.
fn class(at: usize, characters: &mut Characters<'_>) -> Result<Kind, PatternError> {
    let negated = characters.next_if(|(_, next)| matches!(next, '!' | '^')).is_some();
    let mut ranges: Vec<(char, char)> = Vec::new();
    loop {
        let (place, first) = match member(at, characters)? {
            (place, ']', false) if ranges.is_empty() => {
                let help = "write `\\]` for the sign itself";
                return Err(PatternError::new(
                    at..place + 1,
                    "an empty class matches nothing",
                    help,
                ));
            }
            (_, ']', false) => break,
            (place, first, _) => (place, first),
        };
        let is_range = characters.next_if(|(_, next)| *next == '-').is_some();
        if !is_range {
            ranges.push((first, first));
            continue;
        }
        match member(at, characters)? {
            // A `-` at the end is one.
            (_, ']', false) => {
                ranges.extend([(first, first), ('-', '-')]);
                break;
            }
            (end, last, _) if last < first => {
                let message = format!("the range `{first}-{last}` is empty");
                let help = "write the smaller character first";
                return Err(PatternError::new(place..end + last.len_utf8(), message, help));
            }
            (_, last, _) => ranges.push((first, last)),
        }
    }
    Ok(Kind::Class { negated, ranges })
}

/// The next character of a class, and whether `\` stands before it.
fn member(
    open: usize,
    characters: &mut Characters<'_>,
) -> Result<(usize, char, bool), PatternError> {
    let is_escaped = characters.next_if(|(_, next)| *next == '\\').is_some();
    match characters.next() {
        Some((at, '/')) => {
            let help = "a class stands for one character of a segment; take the `/` out";
            Err(PatternError::new(at..at + 1, "a class cannot hold `/`", help))
        }
        Some((at, '\0')) => Err(nul(at)),
        Some((at, character)) => Ok((at, character, is_escaped)),
        None => {
            let help = "close it with `]`, or write `\\[` for the sign itself";
            Err(PatternError::new(open..open + 1, "nothing closes this `[`", help))
        }
    }
}

impl Kind {
    /// Writes what it matches within a segment.
    pub(super) fn write(&self, expression: &mut Expression) {
        match self {
            Self::Literal(character) => expression.literal(*character),
            Self::One => expression.raw("[^/]"),
            Self::Any => expression.raw("[^/]*"),
            Self::Class { negated, ranges } => write_class(*negated, ranges, expression),
            // Whole segments and braces are written by whoever sees what stands around them.
            Self::Slash | Self::Deep | Self::Open | Self::Comma | Self::Close => {}
        }
    }
}

fn write_class(negated: bool, ranges: &[(char, char)], expression: &mut Expression) {
    expression.raw(if negated { "[^/" } else { "[" });
    for (first, last) in ranges {
        expression.mention(*first, *last);
        expression.raw(&format!("\\x{{{:x}}}-\\x{{{:x}}}", u32::from(*first), u32::from(*last)));
    }
    // A range such as `.-0` runs over `/`, which is part of no segment.
    expression.raw(if negated { "]" } else { "--/]" });
}
