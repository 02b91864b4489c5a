//! What a rule wants of the arguments of a request.

mod failure;
mod read;

use std::fmt;

use super::arguments::{Arguments, Found, Pointer, Scalar};
use super::number::Number;

pub use read::ConditionError;
pub(crate) use read::scalar;

/// All `when` of a rule, in their canonical order; the empty one always holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Condition {
    whens: Vec<When>,
    /// Whether arguments that no `when` names are not let through.
    is_closed: bool,
}

/// What a rule wants of one argument.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct When {
    /// Which one.
    pub pointer: Pointer,
    /// It is one of these,
    pub values: Vec<Scalar>,
    /// or a number from here, this one included,
    pub at_least: Option<Number>,
    /// or a number up to here, this one included; both bounds together are one range.
    pub at_most: Option<Number>,
}

/// Whether a condition holds, as far as the arguments say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Held {
    /// It does not.
    No,
    /// An argument that it looks at is absent, or of another type.
    Possibly,
    /// It does.
    Surely,
}

impl Condition {
    /// A condition of these, all of which must hold.
    #[must_use]
    pub fn new(mut whens: Vec<When>, is_closed: bool) -> Self {
        for when in &mut whens {
            when.values.sort_unstable();
            when.values.dedup();
        }
        whens.sort_unstable();
        whens.dedup();
        Self { whens, is_closed }
    }

    /// What it wants, an argument at a time.
    #[must_use]
    pub fn whens(&self) -> &[When] {
        &self.whens
    }

    /// Whether it lets no arguments through but those that it names.
    #[must_use]
    pub const fn is_closed(&self) -> bool {
        self.is_closed
    }

    /// Whether it holds for every request.
    #[must_use]
    pub fn is_always(&self) -> bool {
        self.whens.is_empty() && !self.is_closed
    }

    /// Whether it holds for a request with these arguments.
    #[must_use]
    pub fn at(&self, arguments: &Arguments) -> Held {
        if self.is_closed && !arguments.pointers().all(|pointer| self.names(pointer)) {
            return Held::No;
        }
        let each = self.whens.iter().map(|when| when.at(arguments.at(&when.pointer)));
        each.min().unwrap_or(Held::Surely)
    }

    /// Whether one of its `when` looks at this argument.
    #[must_use]
    pub fn names(&self, pointer: &Pointer) -> bool {
        self.whens.iter().any(|when| when.pointer == *pointer)
    }
}

impl When {
    /// Whether it holds for what stands at its place.
    #[must_use]
    pub fn at(&self, found: Found<'_>) -> Held {
        let Found::Scalar(value) = found else { return Held::Possibly };
        let is_number = matches!(value, Scalar::Number(_));
        let has_range = self.at_least.is_some() || self.at_most.is_some();
        let is_of_type =
            |other: &Scalar| std::mem::discriminant(other) == std::mem::discriminant(value);
        if self.values.contains(value) || has_range && self.is_within(value) {
            return Held::Surely;
        }
        let is_typed = self.values.iter().any(is_of_type) || is_number && has_range;
        if is_typed { Held::No } else { Held::Possibly }
    }

    fn is_within(&self, value: &Scalar) -> bool {
        let Scalar::Number(number) = value else { return false };
        self.at_least.as_ref().is_none_or(|least| least <= number)
            && self.at_most.as_ref().is_none_or(|most| number <= most)
    }
}

/// As KDL has it in the block of a rule.
impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, when) in self.whens.iter().enumerate() {
            write!(f, "{}{when}", if at > 0 { "; " } else { "" })?;
        }
        if self.is_closed {
            f.write_str(if self.whens.is_empty() { "" } else { "; " })?;
            f.write_str("only-these-arguments")?;
        }
        Ok(())
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "when {}", serde_json::Value::from(self.pointer.to_string()))?;
        for value in &self.values {
            match value {
                Scalar::Boolean(value) => write!(f, " #{value}")?,
                other => write!(f, " {other}")?,
            }
        }
        for (name, bound) in [("at-least", &self.at_least), ("at-most", &self.at_most)] {
            if let Some(bound) = bound {
                write!(f, " {name}={bound}")?;
            }
        }
        Ok(())
    }
}
