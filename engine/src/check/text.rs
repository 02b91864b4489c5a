//! A text that an agent is told, wherever it stands.

use bailiwick_schema::document::{Item, Value};
use bailiwick_schema::path::FilePath;
use bailiwick_schema::span::Span;

/// What a text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextRole {
    /// Instructions, in a file or in KDL.
    Instructions,
    /// A `SKILL.md` or another Markdown file of a skill.
    Skill,
    /// A sentence in KDL: a summary or a title.
    Sentence,
}

/// A text and where it stands.
#[derive(Debug, Clone, Copy)]
pub struct Text<'a> {
    /// The file.
    pub path: &'a FilePath,
    /// The text.
    pub text: &'a str,
    /// What it is for.
    pub role: TextRole,
    /// Where findings go: offset of the text in its file, or the one place for a text that is written with escapes.
    place: Place,
}

#[derive(Debug, Clone, Copy)]
enum Place {
    From(u32),
    Only(Span),
}

impl<'a> Text<'a> {
    /// A whole file.
    #[must_use]
    pub const fn file(path: &'a FilePath, text: &'a str, role: TextRole) -> Self {
        Self { path, text, role, place: Place::From(0) }
    }

    /// The first argument of a node.
    #[must_use]
    pub fn argument(item: Item<'a>, role: TextRole) -> Option<Self> {
        let argument = item.arguments().first()?;
        let text = item.text()?;
        let place = match &argument.value {
            Value::Source(span) => Place::From(span.start),
            _ => Place::Only(argument.span),
        };
        Some(Self { path: item.path(), text, role, place })
    }

    /// The place in the file of a byte range of the text.
    #[must_use]
    pub fn span(&self, start: usize, end: usize) -> Span {
        match self.place {
            Place::From(base) => {
                let offset = |at: usize| base.saturating_add(u32::try_from(at).unwrap_or(u32::MAX));
                Span::new(offset(start), offset(end))
            }
            Place::Only(span) => span,
        }
    }

    /// Whether an edit of a byte range of the text is an edit of its file.
    #[must_use]
    pub const fn is_editable(&self) -> bool {
        matches!(self.place, Place::From(_))
    }
}
