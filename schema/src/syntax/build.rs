//! Building and printing KDL that the tool writes: four spaces a level, one node a line, texts in quotes.

mod quote;
#[cfg(test)]
mod tests;

use std::fmt;

use kdl::{
    KdlDocument, KdlDocumentFormat, KdlEntry, KdlEntryFormat, KdlIdentifier, KdlNode,
    KdlNodeFormat, KdlValue,
};

use super::lexer::is_number;
pub use quote::quoted;

/// A document to be written.
#[derive(Debug, Clone, Default)]
pub struct DocumentBuilder {
    parts: Vec<Part>,
}

/// A node to be written.
#[derive(Debug, Clone)]
pub struct NodeBuilder {
    annotation: Option<String>,
    name: String,
    entries: Vec<(Option<String>, Literal)>,
    block: Option<Vec<Part>>,
}

/// A value to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Literal {
    /// A text.
    Text(String),
    /// A text that is one of the language's own words: without quotes where it may stand without.
    Word(&'static str),
    /// A number in the notation that it is to have; written as a text where it is none.
    Number(String),
    /// `#true` or `#false`.
    Boolean(bool),
    /// `#null`.
    Null,
}

/// What stands in a document or children block.
#[derive(Debug, Clone)]
enum Part {
    Node(NodeBuilder),
    Comment(String),
    BlankLine,
}

impl DocumentBuilder {
    /// An empty document.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a node.
    #[must_use]
    pub fn node(mut self, node: NodeBuilder) -> Self {
        self.parts.push(Part::Node(node));
        self
    }

    /// Adds a line comment for each line of a text.
    #[must_use]
    pub fn comment(mut self, text: impl Into<String>) -> Self {
        self.parts.push(Part::Comment(text.into()));
        self
    }

    /// Adds a blank line.
    #[must_use]
    pub fn blank_line(mut self) -> Self {
        self.parts.push(Part::BlankLine);
        self
    }
}

impl fmt::Display for DocumentBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&document(&self.parts, ""), f)
    }
}

impl NodeBuilder {
    /// A node with a name and nothing else.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self { annotation: None, name: name.into(), entries: Vec::new(), block: None }
    }

    /// Puts a type annotation before it.
    #[must_use]
    pub fn annotation(mut self, annotation: impl Into<String>) -> Self {
        self.annotation = Some(annotation.into());
        self
    }

    /// Adds an argument.
    #[must_use]
    pub fn argument(mut self, value: impl Into<Literal>) -> Self {
        self.entries.push((None, value.into()));
        self
    }

    /// Adds a property.
    #[must_use]
    pub fn property(mut self, key: impl Into<String>, value: impl Into<Literal>) -> Self {
        self.entries.push((Some(key.into()), value.into()));
        self
    }

    /// Adds a child.
    #[must_use]
    pub fn child(self, node: Self) -> Self {
        self.part(Part::Node(node))
    }

    /// Adds a line comment for each line of a text, among the children.
    #[must_use]
    pub fn comment(self, text: impl Into<String>) -> Self {
        self.part(Part::Comment(text.into()))
    }

    /// Adds a blank line among the children.
    #[must_use]
    pub fn blank_line(self) -> Self {
        self.part(Part::BlankLine)
    }

    /// Gives it a children block, be it empty.
    #[must_use]
    pub fn block(mut self) -> Self {
        self.block.get_or_insert_default();
        self
    }

    fn part(mut self, part: Part) -> Self {
        self.block.get_or_insert_default().push(part);
        self
    }
}

impl From<&str> for Literal {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Literal {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Literal {
    fn from(number: i64) -> Self {
        Self::Number(number.to_string())
    }
}

impl From<bool> for Literal {
    fn from(truth: bool) -> Self {
        Self::Boolean(truth)
    }
}

impl From<&super::Value<'_>> for Literal {
    /// The value as it was written, but for the notation of texts.
    fn from(value: &super::Value<'_>) -> Self {
        match value {
            super::Value::Text(text) => Self::Text(text.clone().into_owned()),
            super::Value::Number(number) => Self::Number(number.written().to_owned()),
            super::Value::Boolean(truth) => Self::Boolean(*truth),
            super::Value::Null => Self::Null,
        }
    }
}

/// The parts at an indentation, as the crate `kdl` prints them.
fn document(parts: &[Part], indentation: &str) -> KdlDocument {
    let mut document = KdlDocument::new();
    let mut leading = String::new();
    for part in parts {
        match part {
            Part::BlankLine => leading.push('\n'),
            Part::Comment(text) => {
                for line in quote::lines(text) {
                    leading += format!("{indentation}// {}", quote::in_comment(line)).trim_end();
                    leading.push('\n');
                }
            }
            Part::Node(part) => {
                leading += indentation;
                let leading = std::mem::take(&mut leading);
                document.nodes_mut().push(node(part, leading, indentation));
            }
        }
    }
    document.set_format(KdlDocumentFormat { leading: String::new(), trailing: leading });
    document
}

fn node(part: &NodeBuilder, leading: String, indentation: &str) -> KdlNode {
    let mut node = KdlNode::new(identifier(&part.name));
    if let Some(annotation) = &part.annotation {
        node.set_ty(identifier(annotation));
    }
    for (key, literal) in &part.entries {
        node.push(entry(key.as_deref(), literal, indentation));
    }
    if let Some(parts) = &part.block {
        let mut children = document(parts, &format!("{indentation}    "));
        if !parts.is_empty() {
            let trailing = children.format().map(|format| format.trailing.clone());
            children.set_format(KdlDocumentFormat {
                leading: "\n".to_owned(),
                trailing: trailing.unwrap_or_default() + indentation,
            });
        }
        node.set_children(children);
    }
    node.set_format(KdlNodeFormat {
        leading,
        before_children: " ".to_owned(),
        terminator: "\n".to_owned(),
        ..KdlNodeFormat::default()
    });
    node
}

fn entry(key: Option<&str>, literal: &Literal, indentation: &str) -> KdlEntry {
    let value_repr = match literal {
        Literal::Text(text) => quote::value(text, indentation),
        Literal::Word(word) => quote::name(word),
        Literal::Number(written) if is_special(written) || is_number(written.as_bytes()) => {
            written.clone()
        }
        Literal::Number(text) => quote::value(text, indentation),
        Literal::Boolean(truth) => format!("#{truth}"),
        Literal::Null => "#null".to_owned(),
    };
    // The notation above is what is printed; the value itself is not looked at again.
    let mut entry = match key {
        Some(key) => KdlEntry::new_prop(identifier(key), KdlValue::Null),
        None => KdlEntry::new(KdlValue::Null),
    };
    entry.set_format(KdlEntryFormat {
        value_repr,
        leading: " ".to_owned(),
        ..KdlEntryFormat::default()
    });
    entry
}

fn identifier(name: &str) -> KdlIdentifier {
    let mut identifier = KdlIdentifier::from(name);
    identifier.set_repr(quote::name(name));
    identifier
}

fn is_special(written: &str) -> bool {
    matches!(written, "#inf" | "#-inf" | "#nan")
}
