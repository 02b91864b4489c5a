//! Percent-encoding: unreserved characters as they are, all that cannot stand in a URL as `%XX` in capitals.
//!
//! Source: RFC 3986, sections 2 and 3.3.

use std::fmt::Write as _;

use crate::permission::Refusal;

/// What part of a URL a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::permission) enum Part {
    /// A segment of the path.
    Segment,
    Query,
}

/// A text in its one spelling; encoded unreserved characters are decoded once.
pub(in crate::permission) fn canonical(text: &str, part: Part) -> Result<String, Refusal> {
    let mut spelling = String::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        if byte != b'%' {
            push(&mut spelling, byte, part.takes(byte));
            continue;
        }
        let byte = pair(bytes.next(), bytes.next()).ok_or(Refusal::Escape)?;
        if part.hides(byte) {
            return Err(Refusal::Hidden);
        }
        push(&mut spelling, byte, is_unreserved(byte));
    }
    Ok(spelling)
}

/// All bytes of a text with each `%XX` decoded.
pub(super) fn decoded(text: &str) -> Result<Vec<u8>, Refusal> {
    let mut all = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        all.push(match byte {
            b'%' => pair(bytes.next(), bytes.next()).ok_or(Refusal::Escape)?,
            byte => byte,
        });
    }
    Ok(all)
}

fn push(spelling: &mut String, byte: u8, plain: bool) {
    if plain {
        spelling.push(char::from(byte));
    } else {
        let _infallible = write!(spelling, "%{byte:02X}");
    }
}

/// The byte that two hexadecimal digits name.
fn pair(high: Option<u8>, low: Option<u8>) -> Option<u8> {
    let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
    u8::try_from(digit(high)? * 16 + digit(low)?).ok()
}

/// Whether a character means the same whether it is encoded or not.
pub(in crate::permission) const fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

impl Part {
    /// Whether a character may stand in it as it is.
    pub(in crate::permission) const fn takes(self, byte: u8) -> bool {
        let is_plain = is_unreserved(byte)
            || matches!(byte, b'!' | b'$' | b'&' | b'(' | b')' | b'*' | b'+' | b',' | b';' | b'=')
            || matches!(byte, b':' | b'@');
        match self {
            Self::Segment => is_plain || byte == b'\'',
            // Browsers encode `'` in a query.
            Self::Query => is_plain || matches!(byte, b'/' | b'?'),
        }
    }

    /// Whether a character must not stand in it even when it is encoded: servers decode it and then see another path.
    pub(in crate::permission) const fn hides(self, byte: u8) -> bool {
        matches!(self, Self::Segment) && matches!(byte, b'/' | b'\\' | 0)
    }
}
