//! Numbers: kept as written, computed when asked.

use std::borrow::Cow;

use rust_decimal::Decimal;

/// A number as the file has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number<'t> {
    written: &'t str,
}

/// The numbers that are no numbers of digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Special {
    /// `#inf`.
    Infinity,
    /// `#-inf`.
    NegativeInfinity,
    /// `#nan`.
    NotANumber,
}

impl<'t> Number<'t> {
    pub(super) const fn new(written: &'t str) -> Self {
        Self { written }
    }

    /// The number as the file has it (`0x10`, `1_000`, `-2.50`, `#inf`).
    #[must_use]
    pub const fn written(self) -> &'t str {
        self.written
    }

    /// Which of the three special numbers it is, if any.
    #[must_use]
    pub fn special(self) -> Option<Special> {
        match self.written.trim_start_matches('#') {
            "inf" => Some(Special::Infinity),
            "-inf" => Some(Special::NegativeInfinity),
            "nan" => Some(Special::NotANumber),
            _ => None,
        }
    }

    /// The value, where it is written without fraction and exponent and fits in 128 bits.
    #[must_use]
    pub fn integer(self) -> Option<i128> {
        let (negative, digits) = self.sign_and_digits();
        let (radix, digits) = match digits.get(..2) {
            Some("0x") => (16, digits.get(2..)?),
            Some("0o") => (8, digits.get(2..)?),
            Some("0b") => (2, digits.get(2..)?),
            _ => (10, digits),
        };
        if digits.starts_with(['+', '-', '_']) {
            return None;
        }
        let digits = without_underscores(digits);
        if negative {
            return i128::from_str_radix(&format!("-{digits}"), radix).ok();
        }
        i128::from_str_radix(&digits, radix).ok()
    }

    /// The exact value, where a decimal of 96 bits and at most 28 places can hold it.
    #[must_use]
    pub fn decimal(self) -> Option<Decimal> {
        if let Some(integer) = self.integer() {
            return Decimal::try_from_i128_with_scale(integer, 0).ok();
        }
        let (negative, digits) = self.sign_and_digits();
        if !digits.starts_with(|first: char| first.is_ascii_digit()) {
            return None;
        }
        let digits = without_underscores(digits);
        let value = if digits.contains(['e', 'E']) {
            Decimal::from_scientific(&digits).ok()?
        } else {
            Decimal::from_str_exact(&digits).ok()?
        };
        Some(if negative { -value } else { value })
    }

    fn sign_and_digits(self) -> (bool, &'t str) {
        match self.written.strip_prefix('-') {
            Some(digits) => (true, digits),
            None => (false, self.written.strip_prefix('+').unwrap_or(self.written)),
        }
    }
}

fn without_underscores(digits: &str) -> Cow<'_, str> {
    if digits.contains('_') { Cow::Owned(digits.replace('_', "")) } else { Cow::Borrowed(digits) }
}
