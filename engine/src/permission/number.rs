//! Numbers of any size, exactly, as arguments have them.

#[cfg(test)]
mod tests;

use std::cmp::Ordering;
use std::fmt;

/// A decimal number without loss; `50` and `50.0` are the same.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Number {
    is_negative: bool,
    /// The digits that count: neither the first nor the last one is `0`; none for zero.
    digits: Box<str>,
    /// The place of the point: `0.digits` times ten to this power.
    magnitude: i64,
}

impl Number {
    /// Reads a number as JSON writes it: `-12.50e3`.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let (is_negative, rest) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (mantissa, exponent) = match rest.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, power(exponent)?),
            None => (rest, 0),
        };
        let (whole, fraction) = match mantissa.split_once('.') {
            Some((_, "")) => return None,
            Some(parts) => parts,
            None => (mantissa, ""),
        };
        let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let has_zero_before = whole.len() > 1 && whole.starts_with('0');
        if whole.is_empty() || has_zero_before || !is_digits(whole) || !is_digits(fraction) {
            return None;
        }
        let all = format!("{whole}{fraction}");
        let counted = all.trim_start_matches('0');
        let before =
            i64::try_from(whole.len()).ok()? - i64::try_from(all.len() - counted.len()).ok()?;
        let digits = counted.trim_end_matches('0');
        if digits.is_empty() {
            return Some(Self { is_negative: false, digits: "".into(), magnitude: 0 });
        }
        Some(Self {
            is_negative,
            digits: digits.into(),
            magnitude: before.saturating_add(exponent),
        })
    }

    /// The number with its sign changed.
    pub(super) fn negated(&self) -> Self {
        Self { is_negative: !self.is_negative && !self.is_zero(), ..self.clone() }
    }

    pub(super) fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    /// A short number that lies between two others, or beyond one; the lower is less than the upper.
    pub(super) fn between(low: Option<&Self>, high: Option<&Self>) -> Self {
        let zero = Self { is_negative: false, digits: "".into(), magnitude: 0 };
        let is_above = low.is_none_or(|low| *low < zero);
        let is_below = high.is_none_or(|high| zero < *high);
        match (is_above, is_below) {
            (true, true) => zero,
            (_, true) => low.map_or(zero, |low| low.above(high)),
            _ => high.map_or(zero, |high| {
                high.negated().above(low.map(Self::negated).as_ref()).negated()
            }),
        }
    }

    /// A short number above this one, which is not negative, and below another.
    fn above(&self, high: Option<&Self>) -> Self {
        let most = self.places().max(high.map_or(0, Self::places)).clamp(0, MOST_PLACES) + 1;
        let is_below = |next: &Self| high.is_none_or(|high| next < high);
        // With one place more than both have, something lies between.
        (0..most).map(|places| self.next(places)).find(is_below).unwrap_or_else(|| self.next(most))
    }

    /// How many digits stand behind the point; less than none where zeros stand before it.
    fn places(&self) -> i64 {
        i64::try_from(self.digits.len()).unwrap_or(i64::MAX).saturating_sub(self.magnitude)
    }

    /// The least number with this many places that is greater than this one, which is not negative.
    fn next(&self, places: i64) -> Self {
        let kept = usize::try_from(self.magnitude.saturating_add(places)).unwrap_or_default();
        let mut digits: Vec<u8> =
            self.digits.bytes().chain(std::iter::repeat(b'0')).take(kept).collect();
        // Where nothing is kept of it, the next one is a one at the last place.
        let mut magnitude = if kept == 0 { 1_i64.saturating_sub(places) } else { self.magnitude };
        let mut carry = true;
        for digit in digits.iter_mut().rev() {
            match (*digit, carry) {
                (b'9', true) => *digit = b'0',
                (other, true) => {
                    *digit = other + 1;
                    carry = false;
                }
                _ => break,
            }
        }
        if carry {
            digits.insert(0, b'1');
            magnitude += i64::from(kept > 0);
        }
        let digits = String::from_utf8_lossy(&digits);
        // Zero has no digit of its own, so that those of the next one may begin with zeros.
        let counted = digits.trim_start_matches('0');
        magnitude -= i64::try_from(digits.len() - counted.len()).unwrap_or_default();
        Self { is_negative: false, digits: counted.trim_end_matches('0').into(), magnitude }
    }
}

/// More places than any number that KDL can hold has: see [`rust_decimal::Decimal`].
const MOST_PLACES: i64 = 100;

/// The power of ten; beyond what 64 bits hold, one is as good as another.
fn power(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    const FAR: i64 = i64::MAX / 4;
    let power = digits.parse::<i64>().map_or(FAR, |power| power.min(FAR));
    Some(if text.starts_with('-') { -power } else { power })
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        let sign = |number: &Self| match (number.is_zero(), number.is_negative) {
            (true, _) => 0,
            (_, true) => -1,
            _ => 1,
        };
        sign(self).cmp(&sign(other)).then_with(|| {
            let order = (self.magnitude, &self.digits).cmp(&(other.magnitude, &other.digits));
            if self.is_negative { order.reverse() } else { order }
        })
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const PLAIN: i64 = 40;
        let length = i64::try_from(self.digits.len()).unwrap_or(i64::MAX);
        if self.is_negative {
            f.write_str("-")?;
        }
        match usize::try_from(self.magnitude) {
            _ if self.is_zero() => f.write_str("0"),
            _ if self.magnitude.abs() > PLAIN => {
                let (first, rest) = self.digits.split_at(1);
                let point = if rest.is_empty() { "" } else { "." };
                write!(f, "{first}{point}{rest}e{}", self.magnitude - 1)
            }
            Ok(whole) if self.magnitude >= length => write!(f, "{:0<whole$}", self.digits),
            Ok(whole) if whole > 0 => {
                let (whole, fraction) = self.digits.split_at(whole);
                write!(f, "{whole}.{fraction}")
            }
            _ => {
                let zeros = usize::try_from(-self.magnitude).unwrap_or_default();
                write!(f, "0.{}{}", "0".repeat(zeros), self.digits)
            }
        }
    }
}
