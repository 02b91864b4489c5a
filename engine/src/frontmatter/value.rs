//! The values that a frontmatter holds.

use bailiwick_schema::span::Span;

/// `key: value`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key stands, in bytes of the whole text.
    pub key_span: Span,
    /// The value.
    pub value: Value,
    /// Where the value stands, quotes included; empty where there is none.
    pub span: Span,
}

/// What stands at a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing, or what YAML reads as null (`~`, `null`).
    Nothing,
    /// A text, a number or a boolean.
    Scalar(Scalar),
    /// A list.
    List(Vec<Item>),
    /// A mapping.
    Mapping(Vec<Entry>),
    /// What is not read: an alias, or values nested too deep.
    Other,
}

/// A member of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The value.
    pub value: Value,
    /// Where it stands.
    pub span: Span,
}

/// A text, a number or a boolean, as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scalar {
    /// The text that it means: unquoted, unescaped, folded.
    pub text: String,
    /// How it is written.
    pub style: ScalarStyle,
    /// What YAML takes it for.
    pub kind: ScalarKind,
}

/// The words of a list or of a comma-separated text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    /// The words, in order.
    pub words: Vec<String>,
    /// How many members are no words: lists, mappings, nothing.
    pub others: usize,
}

/// How a scalar is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScalarStyle {
    /// Without quotes.
    Plain,
    /// In single or double quotes.
    Quoted,
    /// A block after `|`.
    Literal,
    /// A block after `>`.
    Folded,
}

/// What YAML's core schema takes a scalar for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScalarKind {
    /// A text.
    Text,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
}

impl ScalarKind {
    /// The word in messages.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Boolean => "boolean",
        }
    }
}

impl Value {
    /// A scalar as the core schema of YAML 1.2 takes it.
    pub(super) fn scalar(text: impl Into<String>, style: ScalarStyle) -> Self {
        let text = text.into();
        if style != ScalarStyle::Plain {
            return Self::Scalar(Scalar { text, style, kind: ScalarKind::Text });
        }
        let kind = match text.as_str() {
            "" | "~" | "null" | "Null" | "NULL" => return Self::Nothing,
            "true" | "True" | "TRUE" | "false" | "False" | "FALSE" => ScalarKind::Boolean,
            word if is_number(word) => ScalarKind::Number,
            _ => ScalarKind::Text,
        };
        Self::Scalar(Scalar { text, style, kind })
    }

    /// The word for what it is, in messages.
    #[must_use]
    pub const fn what(&self) -> &'static str {
        match self {
            Self::Nothing => "null",
            Self::Scalar(scalar) => scalar.kind.as_str(),
            Self::List(_) => "list",
            Self::Mapping(_) => "mapping",
            Self::Other => "value that is not read",
        }
    }

    /// The words of a list, or of a text with commas between them.
    ///
    /// A comma in parentheses belongs to its word, as in `Bash(git log:*, git diff:*)`.
    #[must_use]
    pub fn words(&self) -> Words {
        match self {
            Self::Nothing => Words::default(),
            Self::Scalar(scalar) => Words { words: comma_separated(&scalar.text), others: 0 },
            Self::List(items) => {
                let words: Vec<_> = items.iter().filter_map(Item::word).collect();
                Words { others: items.len() - words.len(), words }
            }
            Self::Mapping(_) | Self::Other => Words { words: Vec::new(), others: 1 },
        }
    }
}

impl Item {
    fn word(&self) -> Option<String> {
        match &self.value {
            Value::Scalar(scalar) => Some(scalar.text.trim().to_owned()),
            _ => None,
        }
    }
}

fn comma_separated(text: &str) -> Vec<String> {
    outside_parentheses(text, |character| matches!(character, ',' | '\n'))
        .map(str::trim)
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The parts of a text between the characters that end one, as far as those do not stand in parentheses.
pub fn outside_parentheses(
    text: &str,
    is_end: impl Fn(char) -> bool,
) -> impl Iterator<Item = &str> {
    let mut depth = 0_usize;
    text.split(move |character: char| {
        match character {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && is_end(character)
    })
}

/// Numbers of the core schema: decimal, `0o17`, `0x1F`, floats, infinities and not-a-number.
fn is_number(word: &str) -> bool {
    let unsigned = word.strip_prefix(['-', '+']).unwrap_or(word);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") || matches!(word, ".nan" | ".NaN" | ".NAN") {
        return true;
    }
    if let Some(octal) = word.strip_prefix("0o") {
        return !octal.is_empty() && octal.bytes().all(|byte| matches!(byte, b'0'..=b'7'));
    }
    if let Some(hexadecimal) = word.strip_prefix("0x") {
        return !hexadecimal.is_empty() && hexadecimal.bytes().all(|byte| byte.is_ascii_hexdigit());
    }
    let is_float_shaped =
        unsigned.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-'));
    is_float_shaped
        && unsigned.bytes().any(|byte| byte.is_ascii_digit())
        && unsigned.parse::<f64>().is_ok()
}
