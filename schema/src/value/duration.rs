//! Time spans.

use std::fmt;

/// A time span in milliseconds; at most 100 years of 365 days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Duration(u64);

const UNITS: [(&str, u64); 6] = [
    ("w", 604_800_000),
    ("d", 86_400_000),
    ("h", 3_600_000),
    ("m", 60_000),
    ("s", 1000),
    ("ms", 1),
];
const MOST: u64 = 100 * 365 * 86_400_000;

impl Duration {
    /// Reads `90s`, `10m`, `24h`, `30d`, or parts from large to small (`1h30m`).
    ///
    /// # Errors
    ///
    /// What is wrong, as a clause for a message.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut rest = text;
        let mut total: u64 = 0;
        let mut ceiling = u64::MAX;
        if text.is_empty() {
            return Err("it is empty".to_owned());
        }
        while !rest.is_empty() {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let (number, tail) = rest.split_at_checked(digits).unwrap_or((rest, ""));
            let letters = tail.bytes().take_while(u8::is_ascii_alphabetic).count();
            let (unit, tail) = tail.split_at_checked(letters).unwrap_or((tail, ""));
            let count: u64 = number
                .parse()
                .map_err(|_| format!("`{rest}` does not start with a whole number"))?;
            let factor = UNITS.iter().find(|(name, _)| *name == unit).map(|(_, factor)| *factor);
            let Some(factor) = factor else {
                return Err(wrong_unit(unit, tail));
            };
            if factor >= ceiling {
                return Err("its parts do not go from large to small".to_owned());
            }
            ceiling = factor;
            total = count
                .checked_mul(factor)
                .and_then(|part| part.checked_add(total))
                .unwrap_or(u64::MAX);
            rest = tail;
        }
        if total > MOST { Err("it is over 100 years".to_owned()) } else { Ok(Self(total)) }
    }

    /// The span in milliseconds.
    #[must_use]
    pub const fn milliseconds(self) -> u64 {
        self.0
    }
}

/// Why what stands behind a number is no unit.
fn wrong_unit(unit: &str, tail: &str) -> String {
    match tail.chars().next() {
        _ if !unit.is_empty() => {
            format!("`{unit}` is not a unit of time; units are `w`, `d`, `h`, `m`, `s`, `ms`")
        }
        None => "it has no unit".to_owned(),
        Some('.' | ',') => "its numbers are whole, as in `1h30m`".to_owned(),
        Some(_) => "a unit stands right behind its number".to_owned(),
    }
}

/// The canonical spelling: the largest units first, each at most once.
impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == 0 {
            return f.write_str("0s");
        }
        let mut rest = self.0;
        for (unit, factor) in UNITS.iter().skip(1) {
            if rest >= *factor {
                write!(f, "{}{unit}", rest / factor)?;
                rest %= factor;
            }
        }
        Ok(())
    }
}
