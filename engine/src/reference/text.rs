//! Markdown that shows a text as it is.

use unicode_general_category::{GeneralCategory, get_general_category};

/// A text as a block of code; what a reader could not see stands as its code point.
pub(super) fn code_block(text: &str) -> String {
    let fence = if text.contains("```") { "````" } else { "```" };
    let language = if text.lines().any(|line| line.starts_with("-- ")) { "text" } else { "kdl" };
    format!("{fence}{language}\n{}\n{fence}\n", visible(text.trim_start_matches('\n').trim_end()))
}

/// A text in a cell of a table.
pub(super) fn cell(text: &str) -> String {
    visible(text).replace('|', "\\|").replace('\n', " ")
}

/// The text with every character that is not drawn as its code point (`<U+202E>`).
pub(super) fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        let hidden = matches!(
            get_general_category(character),
            GeneralCategory::Format
                | GeneralCategory::Control
                | GeneralCategory::LineSeparator
                | GeneralCategory::ParagraphSeparator
                | GeneralCategory::PrivateUse
                | GeneralCategory::Unassigned
        );
        let variation = ('\u{FE00}'..='\u{FE0F}').contains(&character);
        if character == '\n' || !(hidden || variation) {
            shown.push(character);
        } else {
            shown.push_str(&format!("<U+{:04X}>", u32::from(character)));
        }
    }
    shown
}

/// A summary as a sentence: a capital at its start, where it starts with a letter, and a full stop.
#[must_use]
pub fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}
