//! A node as it is printed: its parts with one space between them, line continuations and comments kept.

use super::block::{Item, ItemKind};
use crate::syntax::TokenKind;
use crate::vocabulary::NodeSpec;

/// A node that is being read.
pub(super) struct Header {
    /// What is printed of it so far, without indentation.
    pub(super) text: String,
    pub(super) spec: Option<&'static NodeSpec>,
    blank_before: bool,
    depth: usize,
    before: Before,
    /// A backslash waits for the line end that it takes away.
    continued: bool,
    /// The next part stands on a line of its own.
    break_before_next: bool,
    /// Only space and comments came since `/-`, which may take several lines.
    in_slashdash: bool,
    /// Some of that did come.
    slashdash_spaced: bool,
    /// Line comments within the node, until its next part shows that it goes on.
    pending: Vec<PendingComment>,
}

/// A line comment within a node.
struct PendingComment {
    text: String,
    /// A backslash stands before it; none is needed behind `/-`.
    continued: bool,
}

/// What was printed last.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    /// Nothing, or the start of a line.
    Start,
    /// `(` or `=`.
    Opening,
    /// `)`.
    Annotation,
    /// `/-`.
    Slashdash,
    /// A comment.
    Comment,
    /// A name, value or block.
    Part,
}

impl Header {
    pub(super) const fn new(
        prefix: String,
        depth: usize,
        spec: Option<&'static NodeSpec>,
        blank_before: bool,
    ) -> Self {
        Self {
            text: prefix,
            spec,
            blank_before,
            depth,
            before: Before::Start,
            continued: false,
            break_before_next: false,
            in_slashdash: false,
            slashdash_spaced: false,
            pending: Vec::new(),
        }
    }

    /// How many characters its last line has, indentation included.
    pub(super) fn width(&self) -> usize {
        let line = self.text.rsplit('\n').next().unwrap_or_default();
        let indentation = if line.len() == self.text.len() { self.depth * 4 } else { 0 };
        indentation + line.chars().count()
    }

    /// Whether a token belongs to the node; else the node ends before it.
    pub(super) const fn takes(&self, kind: TokenKind) -> bool {
        match kind {
            TokenKind::Newline | TokenKind::LineComment => self.continued || self.in_slashdash,
            TokenKind::Semicolon | TokenKind::CloseBrace | TokenKind::End => false,
            _ => true,
        }
    }

    /// Adds a token that it takes, other than a brace.
    pub(super) fn token(&mut self, kind: TokenKind, text: &str) {
        match kind {
            TokenKind::Space => self.slashdash_spaced = true,
            TokenKind::Newline => {
                self.slashdash_spaced = true;
                self.continued = false;
            }
            TokenKind::Backslash => {
                self.slashdash_spaced = true;
                self.continued = true;
                self.break_before_next = true;
            }
            TokenKind::LineComment => {
                self.pending
                    .push(PendingComment { text: text.to_owned(), continued: self.continued });
            }
            TokenKind::BlockComment => self.part(kind, text),
            TokenKind::Slashdash => {
                self.part(kind, text);
                self.in_slashdash = true;
                self.slashdash_spaced = false;
            }
            _ => {
                self.part(kind, text);
                self.in_slashdash = false;
            }
        }
    }

    /// Prints the comments that reach to their line's end; the node goes on in the next line.
    fn flush_comments(&mut self) {
        for comment in std::mem::take(&mut self.pending) {
            if self.before != Before::Start {
                self.text.push(' ');
            }
            if comment.continued {
                self.text += "\\ ";
            }
            self.text += &comment.text;
            self.new_line();
        }
    }

    /// The node as an item of its block. Comments behind its last part need no backslash.
    pub(super) fn end(mut self) -> Item {
        let indentation = "    ".repeat(self.depth);
        let ends_line = !self.pending.is_empty();
        for (index, comment) in std::mem::take(&mut self.pending).into_iter().enumerate() {
            self.text += &if index == 0 { " ".to_owned() } else { format!("\n{indentation}") };
            self.text += &comment.text;
        }
        Item {
            text: self.text,
            kind: ItemKind::Node(self.spec),
            blank_before: self.blank_before,
            ends_line,
        }
    }

    fn new_line(&mut self) {
        self.text.push('\n');
        self.text += &"    ".repeat(self.depth + 1);
        self.before = Before::Start;
        self.break_before_next = false;
    }

    fn part(&mut self, kind: TokenKind, text: &str) {
        self.flush_comments();
        self.space_before(kind);
        self.text += text;
        self.before = match kind {
            TokenKind::OpenParenthesis | TokenKind::Equals => Before::Opening,
            TokenKind::CloseParenthesis => Before::Annotation,
            TokenKind::Slashdash => Before::Slashdash,
            TokenKind::BlockComment => Before::Comment,
            _ => Before::Part,
        };
    }

    fn space_before(&mut self, kind: TokenKind) {
        let wanted = std::mem::take(&mut self.break_before_next);
        let comment = kind == TokenKind::BlockComment;
        let closing = matches!(kind, TokenKind::CloseParenthesis | TokenKind::Equals);
        match self.before {
            Before::Start | Before::Opening => {}
            Before::Annotation if !comment => {}
            Before::Slashdash if !comment && !self.slashdash_spaced => {}
            Before::Comment | Before::Part if closing => {}
            Before::Comment | Before::Part if wanted && kind != TokenKind::OpenBrace => {
                self.text += " \\";
                self.new_line();
            }
            _ => self.text.push(' '),
        }
    }

    /// Opens a children block; its body with both braces comes when it closes.
    pub(super) fn open_brace(&mut self) {
        self.flush_comments();
        self.space_before(TokenKind::OpenBrace);
        self.in_slashdash = false;
    }

    pub(super) fn close_brace(&mut self, body: &str) {
        self.text += body;
        self.before = Before::Part;
    }
}
