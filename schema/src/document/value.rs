//! Typed values with their places.

use rust_decimal::Decimal;

use crate::span::Span;
use crate::value::{Date, Duration, Money, Rate, Size};
use crate::vocabulary::PropertySpec;

/// A value as its row wants it.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Text that stands in the source as it is.
    Source(Span),
    /// Text that had to be unescaped or normalised.
    Text(Box<str>),
    /// A whole number.
    Integer(i64),
    /// A decimal number, exact.
    Decimal(Decimal),
    /// `#true` or `#false`.
    Boolean(bool),
    /// A time span.
    Duration(Duration),
    /// A day.
    Date(Date),
    /// An amount of money.
    Money(Money),
    /// A number a unit of time.
    Rate(Rate),
    /// A size in bytes.
    Size(Size),
    /// A value of the wrong kind; a diagnostic says so.
    Invalid,
}

/// One argument.
#[derive(Debug, Clone)]
pub struct Argument {
    /// Its place, quotes included.
    pub span: Span,
    /// Its value.
    pub value: Value,
}

/// One property.
#[derive(Debug, Clone)]
pub struct Property {
    /// Its row; none in the free nodes of an extension.
    pub spec: Option<&'static PropertySpec>,
    /// The place of its key.
    pub key_span: Span,
    /// Its place, key included.
    pub span: Span,
    /// The value's place.
    pub value_span: Span,
    /// Its value.
    pub value: Value,
}
