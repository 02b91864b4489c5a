//! What a request passes along: named values, which `when` looks at.

mod json;
mod pointer;

use std::collections::BTreeMap;
use std::fmt;

pub use json::ArgumentsError;
pub use pointer::{Pointer, PointerError};

use super::number::Number;

/// A value that has no parts.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scalar {
    /// `#true` or `#false`.
    Boolean(bool),
    /// A number, exactly.
    Number(Number),
    /// Text.
    Text(Box<str>),
    /// `null`, or an object or array without anything in it.
    Nothing,
}

/// The arguments of a request: every value that has no parts, by where it stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Arguments {
    leaves: BTreeMap<Pointer, Scalar>,
}

/// What stands at a place of the arguments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found<'a> {
    /// Nothing.
    Absent,
    /// A value without parts.
    Scalar(&'a Scalar),
    /// An object or array.
    Parts,
}

impl Arguments {
    /// Puts a value in its place, instead of what stood there.
    pub fn set(&mut self, pointer: Pointer, value: Scalar) {
        self.leaves.insert(pointer, value);
    }

    /// What stands at a place.
    #[must_use]
    pub fn at(&self, pointer: &Pointer) -> Found<'_> {
        if let Some(value) = self.leaves.get(pointer) {
            return Found::Scalar(value);
        }
        let below = self.leaves.range(pointer..).next();
        match below.filter(|(other, _)| other.is_below(pointer)) {
            Some(_) => Found::Parts,
            None => Found::Absent,
        }
    }

    /// Whether nothing stands at a place, nor a value without parts on the way to it.
    #[must_use]
    pub fn has_room_at(&self, pointer: &Pointer) -> bool {
        let is_taken = |above: Pointer| self.leaves.contains_key(&above);
        self.at(pointer) == Found::Absent && !pointer.ancestors().any(is_taken)
    }

    /// The places of all values.
    pub fn pointers(&self) -> impl Iterator<Item = &Pointer> {
        self.leaves.keys()
    }

    /// Each as a word of a command line: `amount=51`, `/order/total=51`.
    #[must_use]
    pub fn words(&self) -> Vec<String> {
        self.leaves.iter().map(|(pointer, value)| format!("{pointer}={value}")).collect()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.leaves.is_empty()
    }
}

impl fmt::Display for Arguments {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words().join(" "))
    }
}

impl fmt::Display for Scalar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Boolean(value) => write!(f, "{value}"),
            Self::Number(number) => write!(f, "{number}"),
            Self::Text(text) => write!(f, "{}", serde_json::Value::from(&**text)),
            Self::Nothing => f.write_str("null"),
        }
    }
}
