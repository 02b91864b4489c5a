//! A text that an agent is told, wherever it stands.

mod anchors;
mod characters;
mod markdown;
mod marks;
mod phrases;
mod runs;
mod speech;

use std::cell::OnceCell;

use bailiwick_schema::diagnostic::{Applicability, Diagnostic};
use bailiwick_schema::document::{Item, Value};
use bailiwick_schema::path::FilePath;
use bailiwick_schema::rule::Rule;
use bailiwick_schema::span::Span;

use super::Scope;
pub(crate) use characters::{Unusual, UnusualKind, of_tag};
pub(crate) use markdown::Markdown;
use marks::Marks;
pub(crate) use phrases::{marked, sentence};
pub(crate) use speech::{is_denied, is_not_meant, is_ordered, orders};

/// What a text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextRole {
    /// Instructions, in a file or in KDL.
    Instructions,
    /// A `SKILL.md` or another Markdown file of a skill.
    Skill,
    /// A sentence in KDL: a summary or a title.
    Sentence,
    /// A whole KDL file as it is written, comments included.
    Source,
}

/// A text and where it stands.
#[derive(Debug, Clone)]
pub struct Text<'a> {
    /// The file.
    pub path: &'a FilePath,
    /// The text.
    pub text: &'a str,
    /// What it is for.
    pub role: TextRole,
    /// Where findings go: offset of the text in its file, or the one place for a text that is written with escapes.
    place: Place,
    is_whole: bool,
    marks: OnceCell<Marks>,
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
        let place = Place::From(0);
        Self { path, text, role, place, is_whole: true, marks: OnceCell::new() }
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
        Some(Self { path: item.path(), text, role, place, is_whole: false, marks: OnceCell::new() })
    }

    /// The text of an `instructions` node, in its file or in KDL.
    #[must_use]
    pub fn instructions(scope: &'a Scope<'_>, item: Item<'a>) -> Option<Self> {
        let Some(path) = item.property_text("file") else {
            return Self::argument(item, TextRole::Instructions);
        };
        let (path, asset) = scope.assets.get_key_value(path)?;
        Some(Self::file(path, asset.text()?, TextRole::Instructions))
    }

    /// The name of the skill's folder, where the text is its `SKILL.md`.
    #[must_use]
    pub fn skill_folder(&self) -> Option<&'a str> {
        if self.role != TextRole::Skill {
            return None;
        }
        self.path.as_str().strip_suffix("/SKILL.md")?.rsplit('/').next()
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

    /// Whether it is a file, not a value in one: the rules that read a KDL file as a whole see such a value anyway.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// Whether an agent reads it as prose.
    #[must_use]
    pub fn is_prose(&self) -> bool {
        self.role != TextRole::Source
    }

    /// Whether it has ASCII characters only.
    #[must_use]
    pub fn is_ascii(&self) -> bool {
        self.marks().is_ascii
    }

    /// The characters that prose has no use for, in order; of a value in KDL none, the file has them.
    #[must_use]
    pub(crate) fn unusual(&self) -> &[Unusual] {
        &self.marks().unusual
    }

    /// Where something may begin that looks like a secret.
    pub(crate) fn secret_places(&self) -> &[usize] {
        &self.marks().secrets
    }

    /// Where a name may stand that secrets have.
    pub(crate) fn name_places(&self) -> &[usize] {
        &self.marks().names
    }

    /// Where a phrase may stand that attacks use.
    pub(crate) fn phrase_places(&self) -> &[usize] {
        &self.marks().phrases
    }

    /// A finding about a character that should go, with the edit that takes it away.
    pub(crate) fn without(
        &self,
        rule: &'static Rule,
        unusual: &Unusual,
        message: String,
    ) -> Diagnostic {
        let span = self.span(unusual.start, unusual.end);
        let found = Diagnostic::new(rule, self.path, span, message).help("take it away");
        // The text that an agent is told changes, and its digest with it.
        found.fix(Applicability::Unsafe, "take it away", span, "")
    }

    fn marks(&self) -> &Marks {
        self.marks.get_or_init(|| Marks::of(self))
    }
}
