//! One node of a document, as its readers see it.

use std::borrow::Cow;

use crate::path::FilePath;
use crate::span::Span;
use crate::syntax::text_of;
use crate::value::{Date, Duration, Money};
use crate::vocabulary::{Kind, NodeSpec, ValueKind};

use super::{Argument, Document, Property, Value};

/// A node's number in its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemId(pub(crate) u32);

/// What a node does to the layers below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Layering {
    /// Merges by its row's rule.
    Merge,
    /// `(replace)`: drops what was inherited first.
    Replace,
    /// `(remove)`: takes one thing away.
    Remove,
}

/// What is stored of a node.
#[derive(Debug, Clone)]
pub(crate) struct Record {
    pub(crate) spec: &'static NodeSpec,
    pub(crate) layering: Layering,
    /// Whether something in its header is an error already.
    pub(crate) damaged: bool,
    pub(crate) name_span: Span,
    pub(crate) span: Span,
    pub(crate) arguments: (u32, u32),
    pub(crate) properties: (u32, u32),
    pub(crate) children: (u32, u32),
}

/// A node of a document.
#[derive(Clone, Copy)]
pub struct Item<'d> {
    pub(super) document: &'d Document,
    pub(super) record: &'d Record,
    pub(super) id: ItemId,
}

/// A name that a node refers to.
#[derive(Debug, Clone, Copy)]
pub struct Reference<'d> {
    /// What kind of thing is meant.
    pub kind: Kind,
    /// Its name.
    pub name: &'d str,
    /// Where the name stands, quotes included.
    pub span: Span,
}

fn part<T>(all: &[T], range: (u32, u32)) -> &[T] {
    all.get(range.0 as usize..range.1 as usize).unwrap_or_default()
}

impl<'d> Item<'d> {
    /// Its number in the document.
    #[must_use]
    pub const fn id(self) -> ItemId {
        self.id
    }

    /// Its row.
    #[must_use]
    pub const fn spec(self) -> &'static NodeSpec {
        self.record.spec
    }

    /// The document that it stands in.
    #[must_use]
    pub const fn document(self) -> &'d Document {
        self.document
    }

    /// The file that it stands in.
    #[must_use]
    pub const fn path(self) -> &'d FilePath {
        &self.document.path
    }

    /// Its place, block included.
    #[must_use]
    pub const fn span(self) -> Span {
        self.record.span
    }

    /// The place of its name.
    #[must_use]
    pub const fn name_span(self) -> Span {
        self.record.name_span
    }

    /// What it does to lower layers.
    #[must_use]
    pub const fn layering(self) -> Layering {
        self.record.layering
    }

    /// Whether something in its header is an error already, so that what is missing there may only be misspelt.
    #[must_use]
    pub const fn is_damaged(self) -> bool {
        self.record.damaged
    }

    /// Its arguments.
    #[must_use]
    pub fn arguments(self) -> &'d [Argument] {
        part(&self.document.arguments, self.record.arguments)
    }

    /// Its properties.
    #[must_use]
    pub fn properties(self) -> &'d [Property] {
        part(&self.document.properties, self.record.properties)
    }

    /// The nodes of its block.
    pub fn children(self) -> impl DoubleEndedIterator<Item = Item<'d>> + Clone {
        let document = self.document;
        (self.record.children.0..self.record.children.1)
            .filter_map(move |id| document.item(ItemId(id)))
    }

    /// Whether anything stands in its block.
    #[must_use]
    pub const fn has_children(self) -> bool {
        self.record.children.0 < self.record.children.1
    }

    /// The first child of this row.
    #[must_use]
    pub fn child(self, spec: &NodeSpec) -> Option<Item<'d>> {
        self.children().find(|child| child.spec() == spec)
    }

    /// The children of this row.
    pub fn children_of(self, spec: &NodeSpec) -> impl Iterator<Item = Item<'d>> {
        self.children().filter(move |child| child.spec() == spec)
    }

    /// The text of a value of this document; none for other kinds.
    #[must_use]
    pub fn text_of<'v>(self, value: &'v Value) -> Option<&'v str>
    where
        'd: 'v,
    {
        match value {
            Value::Source(span) => Some(span.text(&self.document.text)),
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The first argument as text.
    #[must_use]
    pub fn text(self) -> Option<&'d str> {
        self.text_of(&self.arguments().first()?.value)
    }

    /// A key of a property, escapes resolved, for the free nodes of an extension.
    #[must_use]
    pub fn key_of(self, property: &Property) -> Cow<'d, str> {
        text_of(property.key_span.text(&self.document.text))
    }

    /// A number that tells nodes apart as long as their document lives.
    #[must_use]
    pub fn address(self) -> usize {
        std::ptr::from_ref(self.record) as usize
    }

    /// All arguments that are text, with their places.
    pub fn texts(self) -> impl Iterator<Item = (&'d str, Span)> {
        self.arguments()
            .iter()
            .filter_map(move |argument| Some((self.text_of(&argument.value)?, argument.span)))
    }

    /// The first argument as a whole number.
    #[must_use]
    pub fn integer(self) -> Option<i64> {
        match self.arguments().first()?.value {
            Value::Integer(number) => Some(number),
            _ => None,
        }
    }

    /// The first argument as money.
    #[must_use]
    pub fn money(self) -> Option<Money> {
        match self.arguments().first()?.value {
            Value::Money(money) => Some(money),
            _ => None,
        }
    }

    /// The first argument as a time span.
    #[must_use]
    pub fn duration(self) -> Option<Duration> {
        match self.arguments().first()?.value {
            Value::Duration(duration) => Some(duration),
            _ => None,
        }
    }

    /// The property of this key as a date.
    #[must_use]
    pub fn property_date(self, key: &str) -> Option<Date> {
        match self.property(key)?.value {
            Value::Date(date) => Some(date),
            _ => None,
        }
    }

    /// The place of the first argument, or of the name where there is none.
    #[must_use]
    pub fn key_span(self) -> Span {
        self.arguments().first().map_or(self.record.name_span, |argument| argument.span)
    }

    /// The property of this key.
    #[must_use]
    pub fn property(self, key: &str) -> Option<&'d Property> {
        self.properties().iter().find(|property| property.spec.is_some_and(|spec| spec.name == key))
    }

    /// The property of this key as text.
    #[must_use]
    pub fn property_text(self, key: &str) -> Option<&'d str> {
        self.text_of(&self.property(key)?.value)
    }

    /// Whether the property of this key is `#true`.
    #[must_use]
    pub fn is_set(self, key: &str) -> bool {
        self.property(key).is_some_and(|property| property.value == Value::Boolean(true))
    }

    /// The names that its own arguments and properties refer to.
    pub fn references(self) -> impl Iterator<Item = Reference<'d>> {
        let specs = self.spec().arguments;
        let arguments = self.arguments().iter().enumerate().filter_map(move |(at, argument)| {
            let spec = specs.get(at).or(specs.last())?;
            Some((spec.value, argument.span, &argument.value))
        });
        let properties = self.properties().iter().filter_map(|property| {
            Some((property.spec?.value, property.value_span, &property.value))
        });
        arguments.chain(properties).filter_map(move |(kind, span, value)| match kind {
            ValueKind::Reference(kind) => {
                Some(Reference { kind, name: self.text_of(value)?, span })
            }
            _ => None,
        })
    }
}

impl std::fmt::Debug for Item<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} at {}:{}", self.spec().name, self.path(), self.span().start)
    }
}

impl PartialEq for Item<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.record, other.record)
    }
}

impl Eq for Item<'_> {}
