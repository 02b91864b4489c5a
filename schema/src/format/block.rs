//! The nodes and comments of a children block, or of a document, before they are joined.

use super::order;
use crate::vocabulary::NodeSpec;

/// A children block that is being read.
pub(super) struct Block {
    /// The node that it belongs to, where the vocabulary knows it.
    pub(super) spec: Option<&'static NodeSpec>,
    /// Whether it stands on one line so far.
    one_line: bool,
    /// Comments before the next node on its line, each with a space behind it.
    pub(super) prefix: String,
    depth: usize,
    items: Vec<Item>,
    /// Comments behind the opening brace, each with a space before it.
    opening: String,
    /// Line ends since the last node or comment.
    newlines: usize,
}

/// A node, or comments on lines of their own.
pub(super) struct Item {
    pub(super) text: String,
    pub(super) kind: ItemKind,
    pub(super) blank_before: bool,
    /// A line comment stands at its end.
    pub(super) ends_line: bool,
}

/// What an item is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ItemKind {
    /// Comments.
    Comment,
    /// A node, with its row of the vocabulary.
    Node(Option<&'static NodeSpec>),
}

impl Block {
    /// The block of a node, `depth` levels deep; a document has depth 0.
    pub(super) const fn new(depth: usize, spec: Option<&'static NodeSpec>) -> Self {
        Self {
            spec,
            one_line: true,
            prefix: String::new(),
            depth,
            items: Vec::new(),
            opening: String::new(),
            newlines: 0,
        }
    }

    pub(super) const fn document() -> Self {
        Self::new(0, None)
    }

    pub(super) const fn newline(&mut self) {
        self.newlines += 1;
        self.one_line = false;
    }

    /// Notes a line end that a backslash takes away: what follows stands on another line, but no blank one lies between.
    pub(super) const fn escaped_newline(&mut self) {
        if self.newlines == 0 {
            self.newlines = 1;
        }
        self.one_line = false;
    }

    pub(super) fn push(&mut self, item: Item) {
        self.items.push(item);
        self.newlines = 0;
    }

    /// Whether a blank line stands before what comes next; none is kept behind an opening brace.
    pub(super) const fn blank_before_next(&self) -> bool {
        self.newlines > 1 && !self.items.is_empty()
    }

    /// Adds a comment: behind what stands before it on its line, or on a line of its own.
    pub(super) fn comment(&mut self, text: &str) {
        let same_line = self.newlines == 0;
        let ends_line = text.starts_with("//");
        match self.items.last_mut() {
            Some(item) if same_line && !item.ends_line => {
                item.text.push(' ');
                item.text += text;
                item.ends_line = ends_line;
            }
            None if same_line && self.depth > 0 => {
                self.opening.push(' ');
                self.opening += text;
            }
            _ => {
                let blank_before = self.blank_before_next();
                let text = text.to_owned();
                self.push(Item { text, kind: ItemKind::Comment, blank_before, ends_line });
            }
        }
    }

    /// The block with its braces; `width` is what is left of its line.
    pub(super) fn body(self, width: usize) -> String {
        if let Some(line) = self.on_one_line(width) {
            return line;
        }
        let indentation = "    ".repeat(self.depth.saturating_sub(1));
        let opening = self.opening.clone();
        format!("{{{opening}\n{}{indentation}}}", self.lines())
    }

    /// The block on one line, where it is empty, or was written so and holds one node.
    fn on_one_line(&self, width: usize) -> Option<String> {
        let opening = &self.opening;
        if self.items.is_empty() && opening.is_empty() {
            return Some("{}".to_owned());
        }
        if !self.one_line {
            return None;
        }
        let line = match self.items.as_slice() {
            [] => format!("{{{opening} }}"),
            [item] if opening.is_empty() && !item.ends_line => format!("{{ {} }}", item.text),
            _ => return None,
        };
        (!line.contains('\n') && line.chars().count() <= width).then_some(line)
    }

    /// The nodes and comments, each on its lines.
    pub(super) fn lines(mut self) -> String {
        if let Some(spec) = self.spec {
            order::sort(&mut self.items, spec.child_specs());
        }
        let indentation = "    ".repeat(self.depth);
        let mut out = String::new();
        for item in &self.items {
            if item.blank_before {
                out.push('\n');
            }
            out += &indentation;
            out += &item.text;
            out.push('\n');
        }
        out
    }
}
