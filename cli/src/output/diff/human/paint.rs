//! Colours of a report, where there are any.

use crate::terminal::Look;

/// Paints, or leaves texts as they are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paint {
    has_colour: bool,
}

/// A colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tint {
    Red,
    Green,
    Yellow,
    Plain,
}

impl Paint {
    pub(super) const fn new(look: Look) -> Self {
        Self { has_colour: look.colour }
    }

    pub(super) const fn has_colour(self) -> bool {
        self.has_colour
    }

    pub(super) fn bold(self, text: &str) -> String {
        self.painted("1", text)
    }

    pub(super) fn dim(self, text: &str) -> String {
        self.painted("2", text)
    }

    pub(super) fn tinted(self, tint: Tint, text: &str) -> String {
        self.painted(tint.code(), text)
    }

    pub(super) fn in_bold(self, tint: Tint, text: &str) -> String {
        match tint {
            Tint::Plain => self.bold(text),
            _ => self.painted(&format!("1;{}", tint.code()), text),
        }
    }

    fn painted(self, code: &str, text: &str) -> String {
        if self.has_colour && !code.is_empty() {
            format!("\x1b[{code}m{text}\x1b[0m")
        } else {
            text.to_owned()
        }
    }
}

impl Tint {
    const fn code(self) -> &'static str {
        match self {
            Self::Red => "91",
            Self::Green => "92",
            Self::Yellow => "93",
            Self::Plain => "",
        }
    }
}
