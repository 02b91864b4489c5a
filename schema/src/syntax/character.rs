//! The characters of KDL: which end a word, which are space, line ends, or not allowed at all.

pub(super) use crate::span::offset;

/// What a byte can begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// A letter or sign that words are made of.
    Word,
    /// `0` to `9`.
    Digit,
    /// `+` or `-`.
    Sign,
    /// `.`.
    Dot,
    /// Space or tab.
    Space,
    /// LF, VT, FF or CR.
    Newline,
    /// A byte of a character beyond ASCII.
    High,
    /// A control character.
    Control,
    /// Anything else: the signs with a meaning.
    Mark,
}

/// The class of a byte.
#[inline]
pub(super) const fn class(byte: u8) -> Class {
    match byte {
        b'0'..=b'9' => Class::Digit,
        b'+' | b'-' => Class::Sign,
        b'.' => Class::Dot,
        b' ' | b'\t' => Class::Space,
        b'\n' | 0x0B | 0x0C | b'\r' => Class::Newline,
        0x80..=0xFF => Class::High,
        0..=0x1F | 0x7F => Class::Control,
        b'\\' | b'/' | b'(' | b')' | b'{' | b'}' | b';' | b'[' | b']' | b'"' | b'#' | b'=' => {
            Class::Mark
        }
        _ => Class::Word,
    }
}

/// Whether an ASCII byte may stand in a text without quotes.
#[inline]
pub(super) const fn is_word_byte(byte: u8) -> bool {
    !matches!(
        byte,
        b' ' | b'\t' | b'\n' | 0x0B | 0x0C | b'\r' | 0x80
            ..=0xFF
                | b'\\'
                | b'/'
                | b'('
                | b')'
                | b'{'
                | b'}'
                | b';'
                | b'['
                | b']'
                | b'"'
                | b'#'
                | b'='
    )
}

/// Whether a character is space within a line.
pub(super) const fn is_space(character: char) -> bool {
    matches!(
        character,
        ' ' | '\t' | '\u{A0}' | '\u{1680}' | '\u{2000}'
            ..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}'
    )
}

/// Whether a character ends a line.
pub(super) const fn is_newline(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether a character may stand nowhere in a text but escaped.
pub(super) const fn is_disallowed(character: char) -> bool {
    matches!(
        character,
        '\0'..='\u{8}'
            | '\u{E}'..='\u{1F}'
            | '\u{7F}'
            | '\u{200E}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2066}'..='\u{2069}'
            | '\u{FEFF}'
    )
}

/// The character that starts at a byte.
pub(super) fn character_at(text: &str, at: usize) -> Option<char> {
    text.get(at..).and_then(|rest| rest.chars().next())
}

/// How many bytes the line end at a byte has; 0 where there is none.
pub(super) fn newline_length(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    match bytes.get(at) {
        Some(b'\n' | 0x0B | 0x0C) => 1,
        Some(b'\r') => {
            if bytes.get(at + 1) == Some(&b'\n') {
                2
            } else {
                1
            }
        }
        Some(0xC2) if bytes.get(at + 1) == Some(&0x85) => 2,
        Some(0xE2)
            if bytes.get(at + 1) == Some(&0x80)
                && matches!(bytes.get(at + 2), Some(0xA8 | 0xA9)) =>
        {
            3
        }
        _ => 0,
    }
}

/// The byte offsets of the characters that may stand nowhere, but for a byte order mark at the start.
pub(super) fn disallowed_offsets(text: &str) -> Vec<u32> {
    // Nearly every file is plain ASCII without control characters: one pass that the compiler vectorizes.
    let suspicious = |byte: &u8| *byte >= 0x7F || (*byte < 0x20 && !matches!(*byte, 9..=13));
    let clean = text
        .as_bytes()
        .chunks(256)
        .all(|chunk| !chunk.iter().fold(false, |found, byte| found | suspicious(byte)));
    if clean {
        return Vec::new();
    }
    text.char_indices()
        .filter(|(at, character)| {
            is_disallowed(*character) && (*at > 0 || *character != '\u{FEFF}')
        })
        .map(|(at, _)| offset(at))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Class, class, is_word_byte};

    #[test]
    fn words_are_made_of_the_classes_of_words() {
        let of_words = [Class::Word, Class::Digit, Class::Sign, Class::Dot, Class::Control];
        for byte in 0..=u8::MAX {
            assert_eq!(is_word_byte(byte), of_words.contains(&class(byte)), "{byte}");
        }
    }
}
