//! Arguments, properties and values.

use std::borrow::Cow;

use super::number::Number;
use super::text;
use super::token::{TokenFlags, TokenKind};
use super::tree::{EntryRecord, NONE, Tree};
use crate::span::Span;

/// An argument, or a property where it has a key.
#[derive(Clone, Copy)]
pub struct Entry<'t> {
    tree: &'t Tree,
    index: u32,
}

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value<'t> {
    /// A text, in whatever notation; borrowed where it has no escapes and one line.
    Text(Cow<'t, str>),
    /// A number.
    Number(Number<'t>),
    /// `#true` or `#false`.
    Boolean(bool),
    /// `#null`.
    Null,
}

/// A text that names something: a node, a property or a type.
#[derive(Clone, Copy)]
pub struct Name<'t> {
    tree: &'t Tree,
    token: u32,
    span: Span,
}

/// What stands where there is no entry.
static NO_ENTRY: EntryRecord = EntryRecord { key: NONE, annotation: NONE, value: NONE, dead: true };

impl<'t> Entry<'t> {
    pub(super) const fn new(tree: &'t Tree, index: u32) -> Self {
        Self { tree, index }
    }

    fn record(self) -> &'t EntryRecord {
        self.tree.arena.entries.get(self.index as usize).unwrap_or(&NO_ENTRY)
    }

    pub(super) fn is_live(self) -> bool {
        !self.record().dead
    }

    /// The bytes from its key, annotation or value to the end of its value.
    #[must_use]
    pub fn span(self) -> Span {
        let record = self.record();
        let first = [record.key, record.annotation, record.value].into_iter().min();
        self.tree.token_range(first.unwrap_or(NONE), record.value)
    }

    /// The type annotation of its value.
    #[must_use]
    pub fn annotation(self) -> Option<Name<'t>> {
        Name::annotation(self.tree, self.record().annotation)
    }

    /// Its key; none for an argument.
    #[must_use]
    pub fn key(self) -> Option<Name<'t>> {
        let key = self.record().key;
        (key != NONE).then(|| Name::new(self.tree, key))
    }

    /// Its value.
    #[must_use]
    pub fn value(self) -> Value<'t> {
        let index = self.record().value;
        let written = self.tree.token_span(index).text(&self.tree.text);
        let Some(token) = self.tree.token(index) else {
            return Value::Null;
        };
        let keyword = token.kind == TokenKind::Keyword;
        if keyword || token.flags.has(TokenFlags::BARE_KEYWORD) {
            return match written.trim_start_matches('#') {
                "true" => Value::Boolean(true),
                "false" => Value::Boolean(false),
                "inf" | "-inf" | "nan" => Value::Number(Number::new(written)),
                "null" => Value::Null,
                _ => Value::Text(Cow::Borrowed(written)),
            };
        }
        match token.kind {
            TokenKind::Number => Value::Number(Number::new(written)),
            kind => Value::Text(text::decode(written, kind, token.flags)),
        }
    }

    /// The bytes of its value, with quotes.
    #[must_use]
    pub fn value_span(self) -> Span {
        self.tree.token_span(self.record().value)
    }
}

impl std::fmt::Debug for Entry<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.span().text(&self.tree.text))
    }
}

impl<'t> Name<'t> {
    pub(super) fn new(tree: &'t Tree, token: u32) -> Self {
        Self { tree, token, span: tree.token_span(token) }
    }

    /// The annotation whose parenthesis opens at a token.
    pub(super) fn annotation(tree: &'t Tree, open: u32) -> Option<Self> {
        if open == NONE {
            return None;
        }
        let mut name = NONE;
        let mut index = open + 1;
        loop {
            let kind = tree.token_kind(index);
            if kind == TokenKind::CloseParenthesis {
                return Some(Self { tree, token: name, span: tree.token_range(open, index) });
            }
            if kind == TokenKind::End {
                return None;
            }
            if kind.is_text() && name == NONE {
                name = index;
            }
            index += 1;
        }
    }

    /// The text, escapes resolved.
    #[must_use]
    pub fn text(self) -> Cow<'t, str> {
        let Some(token) = self.tree.token(self.token) else {
            return Cow::Borrowed("");
        };
        let written = self.tree.token_span(self.token).text(&self.tree.text);
        match token.kind {
            TokenKind::Number | TokenKind::Keyword => Cow::Borrowed(written),
            kind if kind.is_text() => text::decode(written, kind, token.flags),
            _ => Cow::Borrowed(""),
        }
    }

    /// The bytes: with quotes, and of an annotation with both parentheses.
    #[must_use]
    pub const fn span(self) -> Span {
        self.span
    }
}

impl std::fmt::Debug for Name<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Debug::fmt(&self.text(), f)
    }
}
