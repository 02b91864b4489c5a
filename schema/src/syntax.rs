//! KDL 2.0: text to a lossless tree with byte spans, and every syntax error with a place and a remedy.
//!
//! The parser is ours: it recovers at node ends, so that one slip costs one node, and it never recurses.

pub mod build;
mod character;
mod encoding;
mod entry;
mod findings;
mod lexer;
mod limits;
mod node;
mod number;
mod parser;
pub mod rules;
mod text;
mod token;
mod tree;

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::path::FilePath;

pub use encoding::decode_utf8;
pub use entry::{Entry, Name, Value};
pub use limits::Limits;
pub use node::{Node, NodeId};
pub use number::{Number, Special};
pub(crate) use text::text_of;
pub use token::TokenKind;
pub use tree::{Comment, CommentKind, Tree};

/// What a text says, as far as it can be understood, and what is wrong with it.
#[derive(Debug, Clone)]
pub struct Parsed {
    /// The text, its tokens and its nodes.
    pub tree: Tree,
    /// The syntax errors in the order of the text; at most the first 1,000.
    pub diagnostics: Vec<Diagnostic>,
    /// How many further errors there are.
    pub unlisted: usize,
}

/// Parses a KDL 2.0 text.
///
/// Never fails: the tree holds what can be understood, the diagnostics the rest. A text over `limits.bytes` gives an
/// empty tree and one diagnostic.
#[must_use]
pub fn parse(path: &FilePath, text: Arc<str>, limits: &Limits) -> Parsed {
    parser::parse(path, text, limits)
}
