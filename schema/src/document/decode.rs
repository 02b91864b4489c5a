//! From the syntax tree to a document: every node meets its row.

use crate::diagnostic::{Applicability, Diagnostic};
use crate::path::FilePath;
use crate::span::Span;
use crate::suggest::nearest;
use crate::syntax::{self, Tree};
use crate::vocabulary::{Children, NodeSpec, child_named};

use super::block;
use super::rules::{UNEXPECTED_ANNOTATION, UNEXPECTED_BLOCK};
use super::{Document, Layering, Record, arguments, run_on};

/// A document and what is wrong with it.
#[derive(Debug)]
pub struct Decoded {
    /// What could be understood.
    pub document: Document,
    /// What could not, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
    /// How many further findings there are, beyond the first 1,000.
    pub unlisted: usize,
}

const MOST_DIAGNOSTICS: usize = 1000;

/// Binds the nodes of a file to the vocabulary.
///
/// Never fails: an unknown node is reported and left out, a wrong value is reported and kept as [`super::Value::Invalid`].
#[must_use]
pub fn decode(path: &FilePath, tree: &Tree) -> Decoded {
    let (arguments, properties) = tree.entry_counts();
    let document = Document {
        path: path.clone(),
        text: tree.source(),
        records: Vec::with_capacity(tree.node_count()),
        arguments: Vec::with_capacity(arguments),
        properties: Vec::with_capacity(properties),
        roots: (0, 0),
    };
    let mut decoder = Decoder {
        document,
        diagnostics: Vec::new(),
        unlisted: 0,
        overflow: None,
        pending: Vec::new(),
        first: block::First::default(),
    };
    for node in tree.roots() {
        decoder.node(None, node);
    }
    block::check(&mut decoder, None, 0);
    decoder.document.roots = decoder.settle(0);
    decoder.diagnostics.sort_by_key(|diagnostic| diagnostic.primary.span.start);
    Decoded {
        document: decoder.document,
        diagnostics: decoder.diagnostics,
        unlisted: decoder.unlisted,
    }
}

/// The document while it grows.
pub(super) struct Decoder {
    pub(super) document: Document,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// How many findings were counted but not kept.
    unlisted: usize,
    overflow: Option<Diagnostic>,
    /// Nodes whose block is not yet closed; INVARIANT: a block's nodes are its tail.
    pub(super) pending: Vec<Record>,
    /// Room that every block uses in turn.
    pub(super) first: block::First,
}

impl Decoder {
    pub(super) fn report(
        &mut self,
        rule: &'static crate::rule::Rule,
        span: crate::span::Span,
        message: String,
    ) -> &mut Diagnostic {
        let found = Diagnostic::new(rule, &self.document.path, span, message);
        if self.diagnostics.len() < MOST_DIAGNOSTICS {
            return self.diagnostics.push_mut(found);
        }
        self.unlisted += 1;
        self.overflow.insert(found)
    }

    /// Moves the pending nodes from `mark` on into the document, side by side.
    fn settle(&mut self, mark: usize) -> (u32, u32) {
        let start = index(self.document.records.len());
        self.document.records.extend(self.pending.drain(mark..));
        (start, index(self.document.records.len()))
    }

    /// Decodes a node and its block. Depth is bounded by the vocabulary and, in free blocks, by the parser's limit.
    fn node(&mut self, parent: Option<&'static NodeSpec>, node: syntax::Node<'_>) {
        let name = node.name();
        let Some(spec) = child_named(parent, &name) else {
            if !node.is_broken() || !name.is_empty() {
                block::unknown(self, parent, &name, node);
            }
            return;
        };
        let layering = self.layering(spec, node);
        let header = Header { node, skip: 0, entries: usize::MAX };
        let run_on = run_on::start(parent, spec, header);
        let header = Header { entries: run_on.unwrap_or(usize::MAX), ..header };
        self.record(spec, header, layering, (node.name_span(), node.span()));
        if let (Some(start), Some(parent)) = (run_on, parent) {
            run_on::decode(self, parent, spec, node, start);
        }
    }

    /// Decodes a header and the block behind it into a record with this name and this place.
    pub(super) fn record(
        &mut self,
        spec: &'static NodeSpec,
        header: Header<'_>,
        layering: Layering,
        (name_span, span): (Span, Span),
    ) {
        let before = self.diagnostics.len() + self.unlisted;
        let arguments = arguments::arguments(self, spec, header, layering);
        let (properties, misplaced) = arguments::properties(self, spec, header, layering);
        let damaged = header.node.is_broken() || self.diagnostics.len() + self.unlisted > before;
        let mark = self.pending.len();
        if misplaced {
            arguments::children_as_properties(self, spec, header);
        }
        // The block of a line that runs on belongs to its last node.
        if header.entries == usize::MAX {
            self.block(spec, header.node, layering, mark);
        }
        let children = self.settle(mark);
        self.pending.push(Record {
            spec,
            layering,
            damaged,
            name_span,
            span,
            arguments,
            properties,
            children,
        });
    }

    /// Decodes the block of a node, whose pending nodes begin at `mark`.
    fn block(
        &mut self,
        spec: &'static NodeSpec,
        node: syntax::Node<'_>,
        layering: Layering,
        mark: usize,
    ) {
        match spec.children {
            // What is removed has no block; that it has one is reported.
            Children::Of(_) if layering == Layering::Remove => {}
            Children::Of(_) => {
                for child in node.children() {
                    self.node(Some(spec), child);
                }
                block::check(self, Some((spec, node, layering)), mark);
            }
            Children::Free => self.free(node),
            Children::None => {
                if let Some(span) = node.block_span().filter(|_| layering != Layering::Remove) {
                    let message = format!("`{}` takes no block", spec.name);
                    self.report(&UNEXPECTED_BLOCK, span, message).help =
                        Some("take the block away".to_owned());
                }
            }
        }
    }

    /// Decodes the nodes of a free block: any name, any value; the first argument is the name.
    fn free(&mut self, node: syntax::Node<'_>) {
        for child in node.children() {
            let mark = self.pending.len();
            let arguments = arguments::free_arguments(self, child);
            let properties = arguments::free_properties(self, child);
            self.free(child);
            let children = self.settle(mark);
            self.pending.push(Record {
                spec: &FREE,
                layering: Layering::Merge,
                damaged: child.is_broken(),
                name_span: child.name_span(),
                span: child.span(),
                arguments,
                properties,
                children,
            });
        }
    }

    fn layering(&mut self, spec: &NodeSpec, node: syntax::Node<'_>) -> Layering {
        let Some(annotation) = node.annotation() else {
            return Layering::Merge;
        };
        let text = annotation.text();
        let layering = match &*text {
            "replace" => Layering::Replace,
            "remove" => Layering::Remove,
            _ => Layering::Merge,
        };
        if layering == Layering::Merge
            && let Some(near) = nearest(&text, ["replace", "remove"])
        {
            let message = format!("`({text})` has no meaning on a node");
            let span = annotation.span();
            let found = self.report(&UNEXPECTED_ANNOTATION, span, message);
            let (help, title) = (format!("did you mean `({near})`?"), format!("write `({near})`"));
            let fix = format!("({near})");
            *found = found.clone().help(help).fix(Applicability::Unsafe, title, span, fix);
            return Layering::Merge;
        }
        if layering == Layering::Merge || !block::is_layered(spec) {
            let message = if layering == Layering::Merge {
                format!("`({text})` has no meaning on a node")
            } else {
                format!("`({text})` has no meaning on `{}`, which layers do not share", spec.name)
            };
            let help = "`(replace)` and `(remove)` stand on what an agent, a base, an `in` block or `defaults` says";
            self.report(&UNEXPECTED_ANNOTATION, annotation.span(), message).help =
                Some(help.to_owned());
            return Layering::Merge;
        }
        layering
    }
}

/// The header of a node as far as it is the node's own: not what runs on behind it.
#[derive(Clone, Copy)]
pub(super) struct Header<'t> {
    pub(super) node: syntax::Node<'t>,
    /// How many entries before are those of other nodes.
    pub(super) skip: usize,
    /// How many of the entries from there on are its own; all that come where it is the largest number.
    pub(super) entries: usize,
}

impl<'t> Header<'t> {
    pub(super) fn entries(self) -> impl Iterator<Item = syntax::Entry<'t>> {
        self.node.entries().skip(self.skip).take(self.entries)
    }

    pub(super) fn arguments(self) -> impl Iterator<Item = syntax::Entry<'t>> {
        self.entries().filter(|entry| entry.key().is_none())
    }
}

/// The row of every node in a free block.
pub(super) static FREE: NodeSpec = NodeSpec::new("*", "a node of an extension").free();

pub(super) fn index(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
