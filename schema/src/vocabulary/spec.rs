//! What a row of the vocabulary says about a node.

use std::cmp::Ordering;

use super::kind::ValueKind;
use super::merge::Merge;

/// One node of the language.
#[derive(Debug)]
pub struct NodeSpec {
    /// The node's name in KDL.
    pub name: &'static str,
    /// What it declares, in one sentence without a full stop.
    pub summary: &'static str,
    /// What else a user must know, in Markdown; may be empty.
    pub details: &'static str,
    /// A valid use of it, as a child of its parent.
    pub example: &'static str,
    /// Its arguments in order; only the last may repeat.
    pub arguments: &'static [ArgumentSpec],
    /// Its properties.
    pub properties: &'static [PropertySpec],
    /// What may stand in its block.
    pub children: Children,
    /// How often it may stand in one block.
    pub occurs: Occurs,
    /// How layers are put together.
    pub merge: Merge,
    /// Whether it takes part in the digests.
    pub digested: Digested,
    /// Siblings that may not stand beside it, and that it replaces in a later layer.
    pub excludes: &'static [&'static str],
    /// Of these arguments and properties exactly one is given; empty where nothing is to be chosen.
    pub choice: &'static [&'static str],
    /// The first eight bytes of its name, which order most names without reading them.
    rank: u64,
}

/// One argument of a node.
#[derive(Debug)]
pub struct ArgumentSpec {
    /// Its name in documents and in JSON.
    pub name: &'static str,
    /// What values it takes.
    pub value: ValueKind,
    /// How many there are.
    pub arity: Arity,
    /// What it means, in one sentence without a full stop.
    pub summary: &'static str,
}

/// How many values an argument takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arity {
    /// Exactly one.
    One,
    /// None or one.
    Optional,
    /// One or more.
    Some,
    /// Any number, none too.
    Any,
}

/// One property of a node.
#[derive(Debug)]
pub struct PropertySpec {
    /// Its key.
    pub name: &'static str,
    /// What values it takes.
    pub value: ValueKind,
    /// Whether it must be given.
    pub required: bool,
    /// Whether it takes part in the digests.
    pub digested: Digested,
    /// What it means, in one sentence without a full stop.
    pub summary: &'static str,
}

/// What may stand in a node's block.
#[derive(Debug, Clone, Copy)]
pub enum Children {
    /// It has no block.
    None,
    /// These nodes, in the formatter's order.
    Of(&'static [&'static NodeSpec]),
    /// Any KDL; a JSON Schema of the user's checks it.
    Free,
}

/// How often a node may stand in one block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occurs {
    /// Once at most.
    Once,
    /// Exactly once.
    Required,
    /// Any number of times.
    Many,
}

impl Occurs {
    /// How often, in words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Once => "once at most",
            Self::Required => "exactly once",
            Self::Many => "any number of times",
        }
    }
}

/// Whether something takes part in the release and context digests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Digested {
    /// As written.
    In,
    /// Not at all.
    Out,
    /// By what it points at: the bytes of a file, a declared server.
    Closure,
}

impl NodeSpec {
    /// A row with a name and a sentence; nothing may stand in it yet.
    #[must_use]
    pub const fn new(name: &'static str, summary: &'static str) -> Self {
        Self {
            name,
            summary,
            details: "",
            example: "",
            arguments: &[],
            properties: &[],
            children: Children::None,
            occurs: Occurs::Once,
            merge: Merge::Single,
            digested: Digested::In,
            excludes: &[],
            choice: &[],
            rank: rank(name),
        }
    }

    /// What else a user must know, in Markdown.
    #[must_use]
    pub const fn details(mut self, details: &'static str) -> Self {
        self.details = details;
        self
    }

    /// A valid use.
    #[must_use]
    pub const fn example(mut self, example: &'static str) -> Self {
        self.example = example;
        self
    }

    /// The arguments.
    #[must_use]
    pub const fn arguments(mut self, arguments: &'static [ArgumentSpec]) -> Self {
        self.arguments = arguments;
        self
    }

    /// The properties.
    #[must_use]
    pub const fn properties(mut self, properties: &'static [PropertySpec]) -> Self {
        self.properties = properties;
        self
    }

    /// The nodes of its block.
    #[must_use]
    pub const fn children(mut self, children: &'static [&'static Self]) -> Self {
        self.children = Children::Of(children);
        self
    }

    /// Any KDL in its block.
    #[must_use]
    pub const fn free(mut self) -> Self {
        self.children = Children::Free;
        self
    }

    /// May stand any number of times.
    #[must_use]
    pub const fn many(mut self) -> Self {
        self.occurs = Occurs::Many;
        self
    }

    /// Must stand exactly once.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.occurs = Occurs::Required;
        self
    }

    /// How layers are put together.
    #[must_use]
    pub const fn merge(mut self, merge: Merge) -> Self {
        self.merge = merge;
        self
    }

    /// Whether it takes part in the digests.
    #[must_use]
    pub const fn digested(mut self, digested: Digested) -> Self {
        self.digested = digested;
        self
    }

    /// Siblings that it rules out.
    #[must_use]
    pub const fn excludes(mut self, excludes: &'static [&'static str]) -> Self {
        self.excludes = excludes;
        self
    }

    /// Arguments and properties of which exactly one is given.
    #[must_use]
    pub const fn choice(mut self, choice: &'static [&'static str]) -> Self {
        self.choice = choice;
        self
    }

    /// The argument at this place, counted from 0; the last one stands for all after it where it repeats.
    #[must_use]
    pub fn argument(&self, at: usize) -> Option<&'static ArgumentSpec> {
        self.arguments.get(at).or_else(|| self.arguments.last().filter(|last| last.repeats()))
    }

    /// The place of the first argument that is a value: behind the key of rows that have one there.
    #[must_use]
    pub const fn first_value(&self) -> usize {
        matches!(self.merge, Merge::Keyed | Merge::SetBy) as usize
    }

    /// Whether its values are those of a set.
    #[must_use]
    pub const fn is_set(&self) -> bool {
        matches!(self.merge, Merge::Set | Merge::SetBy | Merge::Intersection)
    }

    /// Whether its presence says all: it takes no argument, no property and no block.
    #[must_use]
    pub const fn is_bare(&self) -> bool {
        self.arguments.is_empty()
            && self.properties.is_empty()
            && matches!(self.children, Children::None)
    }

    /// The nodes of its block; none where any KDL may stand.
    #[must_use]
    pub const fn child_specs(&self) -> &'static [&'static Self] {
        match self.children {
            Children::Of(children) => children,
            Children::None | Children::Free => &[],
        }
    }

    /// The property of this name.
    #[must_use]
    pub fn property(&self, name: &str) -> Option<&'static PropertySpec> {
        self.properties.iter().find(|property| property.name == name)
    }
}

/// The first eight bytes of a name, the first one most significant.
const fn rank(name: &str) -> u64 {
    let (mut rank, mut at, mut rest) = (0, 0, name.as_bytes());
    while at < 8 {
        rank <<= 8;
        if let [first, others @ ..] = rest {
            rank |= *first as u64;
            rest = others;
        }
        at += 1;
    }
    rank
}

impl NodeSpec {
    /// The order of rows by name.
    #[must_use]
    pub fn order(&self, other: &Self) -> Ordering {
        self.rank.cmp(&other.rank).then_with(|| self.name.cmp(other.name))
    }
}

impl PartialEq for NodeSpec {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Eq for NodeSpec {}

impl ArgumentSpec {
    /// An argument that must be given once.
    #[must_use]
    pub const fn one(name: &'static str, value: ValueKind, summary: &'static str) -> Self {
        Self { name, value, arity: Arity::One, summary }
    }

    /// An argument that may be left out.
    #[must_use]
    pub const fn optional(name: &'static str, value: ValueKind, summary: &'static str) -> Self {
        Self { name, value, arity: Arity::Optional, summary }
    }

    /// One or more values.
    #[must_use]
    pub const fn some(name: &'static str, value: ValueKind, summary: &'static str) -> Self {
        Self { name, value, arity: Arity::Some, summary }
    }

    /// Any number of values.
    #[must_use]
    pub const fn any(name: &'static str, value: ValueKind, summary: &'static str) -> Self {
        Self { name, value, arity: Arity::Any, summary }
    }

    /// Whether it takes more than one value.
    #[must_use]
    pub const fn repeats(&self) -> bool {
        !matches!(self.arity, Arity::One | Arity::Optional)
    }
}

impl PropertySpec {
    /// A property that may be left out.
    #[must_use]
    pub const fn optional(name: &'static str, value: ValueKind, summary: &'static str) -> Self {
        Self { name, value, required: false, digested: Digested::In, summary }
    }

    /// A property that must be given.
    #[must_use]
    pub const fn required(name: &'static str, value: ValueKind, summary: &'static str) -> Self {
        Self { name, value, required: true, digested: Digested::In, summary }
    }

    /// Whether it takes part in the digests.
    #[must_use]
    pub const fn digested(mut self, digested: Digested) -> Self {
        self.digested = digested;
        self
    }
}
