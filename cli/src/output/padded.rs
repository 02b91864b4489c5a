//! Cells of tables: `format!` pads to 65,535 characters only, and a name may be longer.

use std::borrow::Cow;

/// A text with spaces behind it up to a width, in characters.
#[must_use]
pub fn padded(text: &str, width: usize) -> Cow<'_, str> {
    let missing = width.saturating_sub(text.chars().count());
    if missing == 0 { text.into() } else { format!("{text}{}", " ".repeat(missing)).into() }
}
