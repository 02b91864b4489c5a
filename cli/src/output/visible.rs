//! Makes text safe to show: what a reader cannot see, or what would move the cursor, becomes a code point.

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::fmt::Write as _;
use std::ops::RangeInclusive;

/// What is drawn as nothing, or changes how other characters are drawn or ordered, besides control characters.
///
/// `Default_Ignorable_Code_Point`, line and paragraph separators, bidirectional controls, interlinear annotation,
/// blank letters, musical and hieroglyphic format controls and noncharacters of Unicode 17.
static INVISIBLE: &[RangeInclusive<u32>] = &[
    0x00AD..=0x00AD,
    0x034F..=0x034F,
    0x061C..=0x061C,
    0x115F..=0x1160,
    0x17B4..=0x17B5,
    0x180B..=0x180F,
    0x200B..=0x200F,
    0x2028..=0x202E,
    0x2060..=0x206F,
    0x2800..=0x2800,
    0x3164..=0x3164,
    0xFDD0..=0xFDEF,
    0xFE00..=0xFE0F,
    0xFEFF..=0xFEFF,
    0xFFA0..=0xFFA0,
    0xFFF0..=0xFFFB,
    0xFFFE..=0xFFFF,
    0x13430..=0x13440,
    0x1BCA0..=0x1BCA3,
    0x1D173..=0x1D17A,
    0xE0000..=0xE0FFF,
];

/// Whether a character may not reach a reader as it is.
#[must_use]
pub fn is_invisible(character: char) -> bool {
    let code = u32::from(character);
    if code < 0x7F {
        return code < 0x20;
    }
    character.is_control()
        || code & 0xFFFE == 0xFFFE
        || INVISIBLE
            .binary_search_by(|range| {
                if *range.end() < code {
                    std::cmp::Ordering::Less
                } else if *range.start() > code {
                    std::cmp::Ordering::Greater
                } else {
                    std::cmp::Ordering::Equal
                }
            })
            .is_ok()
}

/// The text on one line, with every invisible character as its code point (`<U+202E>`).
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_invisible) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        push_visible(&mut shown, character);
    }
    Cow::Owned(shown)
}

/// Like [`visible`], but line ends and tabs stay.
#[must_use]
pub fn visible_lines(text: &str) -> Cow<'_, str> {
    let stays = |character: char| matches!(character, '\n' | '\t') || !is_invisible(character);
    if text.chars().all(stays) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let line_end = character == '\r' && characters.peek() == Some(&'\n');
        if stays(character) || line_end {
            shown.push(character);
        } else {
            push_visible(&mut shown, character);
        }
    }
    Cow::Owned(shown)
}

/// Adds a character, as its code point where it is invisible.
pub fn push_visible(text: &mut String, character: char) {
    if is_invisible(character) {
        let _infallible = write!(text, "<U+{:04X}>", u32::from(character));
    } else {
        text.push(character);
    }
}
