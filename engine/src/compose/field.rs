//! One effective value and where it came from.

use std::sync::Arc;

use bailiwick_schema::document::{Item, Property, Value};
use bailiwick_schema::span::Span;
use bailiwick_schema::vocabulary::{Children, Merge, NodeSpec};
use rustc_hash::FxHashSet;

use crate::permission::Condition;

/// Effective nodes; cheap to clone, so that environments share what they do not change.
pub type Fields<'f> = Vec<Arc<Field<'f>>>;

/// An effective node.
#[derive(Debug, Clone)]
pub struct Field<'f> {
    /// The node that gave it; for a container, the first one.
    pub item: Item<'f>,
    /// The row of the node, close at hand: fields are looked for by it all the time.
    spec: &'static NodeSpec,
    /// The nodes that it replaced or was merged with, lowest layer first.
    pub overrode: Overrode<'f>,
    /// The effective nodes of its block.
    pub children: Fields<'f>,
    /// The values of a set, with their places; empty for other rows.
    pub members: Vec<Member<'f>>,
    /// The texts of the members without a condition, where all members are many.
    known: Option<Box<FxHashSet<&'f str>>>,
}

/// The nodes that an effective one replaced or was merged with; seldom more than one.
#[derive(Debug, Clone, Default)]
pub struct Overrode<'f> {
    lower: Vec<Item<'f>>,
    nearest: Option<Item<'f>>,
}

impl<'f> Overrode<'f> {
    pub(super) fn push(&mut self, item: Item<'f>) {
        self.lower.extend(self.nearest.replace(item));
    }

    /// The one of the nearest layer.
    #[must_use]
    pub const fn last(&self) -> Option<Item<'f>> {
        self.nearest
    }

    /// All of them, lowest layer first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Item<'f>> {
        self.lower.iter().copied().chain(self.nearest)
    }
}

const MANY: usize = 32;

/// One value of a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member<'f> {
    /// The value.
    pub text: &'f str,
    /// The node that it stands in.
    pub item: Item<'f>,
    /// Its place there.
    pub span: Span,
}

impl Member<'_> {
    /// Whether a value of another node says the same: the text, and the condition in the block of the node.
    fn says(&self, text: &str, item: Item<'_>) -> bool {
        let condition = |item: Item<'_>| item.has_children().then(|| Condition::of(item).ok());
        self.text == text && condition(self.item) == condition(item)
    }
}

impl<'f> Field<'f> {
    pub(super) fn new(item: Item<'f>) -> Self {
        Self {
            item,
            spec: item.spec(),
            overrode: Overrode::default(),
            children: Vec::new(),
            members: Vec::new(),
            known: None,
        }
    }

    /// Adds the values of a node to those of the set, each once.
    pub(super) fn add_members(&mut self, item: Item<'f>) {
        self.members.reserve(item.arguments().len());
        for (text, span) in values(item) {
            let is_new = match &mut self.known {
                Some(known) if !item.has_children() => known.insert(text),
                _ => self.members.iter().all(|member| !member.says(text, item)),
            };
            if is_new {
                self.members.push(Member { text, item, span });
            }
            if self.known.is_none() && self.members.len() >= MANY {
                let plain = self.members.iter().filter(|member| !member.item.has_children());
                self.known = Some(Box::new(plain.map(|member| member.text).collect()));
            }
        }
    }

    /// Puts another node in the place of its own.
    pub(super) fn replace_item(&mut self, item: Item<'f>) {
        let below = std::mem::replace(&mut self.item, item);
        self.spec = item.spec();
        self.overrode.push(below);
    }

    /// Puts other values in the place of those of the set.
    pub(super) fn set_members(&mut self, members: Vec<Member<'f>>) {
        self.members = members;
        self.known = None;
    }

    /// Its row.
    #[must_use]
    pub const fn spec(&self) -> &'static NodeSpec {
        self.spec
    }

    /// What tells it apart from others of its row; none for rows that stand once.
    #[must_use]
    pub fn key(&self) -> Option<&'f str> {
        key(self.item)
    }

    /// The first child of this row.
    #[must_use]
    pub fn child<'a>(&'a self, spec: &'a NodeSpec) -> Option<&'a Self> {
        self.children_of(spec).next()
    }

    /// The children of this row.
    pub fn children_of<'a>(&'a self, spec: &'a NodeSpec) -> impl Iterator<Item = &'a Self> {
        self.children.iter().map(Arc::as_ref).filter(move |child| child.spec() == spec)
    }
}

/// The values of a node of a set, without the key before them.
pub(super) fn values(item: Item<'_>) -> impl Iterator<Item = (&str, Span)> {
    item.texts().skip(item.spec().first_value())
}

/// What tells nodes of one keyed row apart.
pub(super) fn key(item: Item<'_>) -> Option<&str> {
    match item.spec().merge {
        Merge::Keyed | Merge::SetBy => item.text(),
        Merge::KeyedBy(name) => {
            let property: &Property = item.property(name)?;
            let value: &Value = &property.value;
            item.text_of(value)
        }
        _ => None,
    }
}

/// A node and its block as fields, without putting any layers together.
#[must_use]
pub fn written(item: Item<'_>) -> Field<'_> {
    let mut field = Field::new(item);
    if item.spec().is_set() {
        field.members = values(item).map(|(text, span)| Member { text, item, span }).collect();
    } else if !matches!(item.spec().children, Children::Free) {
        field.children = item.children().map(written).map(Arc::new).collect();
    }
    field
}
