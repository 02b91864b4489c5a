//! Sizes in bytes.

use std::fmt;

/// A size in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Size(u64);

const UNITS: [(&str, u64); 7] = [
    ("GiB", 1 << 30),
    ("GB", 1_000_000_000),
    ("MiB", 1 << 20),
    ("MB", 1_000_000),
    ("KiB", 1 << 10),
    ("kB", 1000),
    ("B", 1),
];

impl Size {
    /// Reads `20 MiB`.
    ///
    /// # Errors
    ///
    /// What is wrong, as a clause for a message.
    pub fn parse(text: &str) -> Result<Self, String> {
        let Some((count, unit)) = text.split_once(' ') else {
            return Err("a number and a unit have one space between them".to_owned());
        };
        let digits = count.bytes().all(|byte| byte.is_ascii_digit());
        let Some(count) = count.parse::<u64>().ok().filter(|_| digits) else {
            return Err(format!("`{count}` is not a whole number"));
        };
        let Some((_, factor)) = UNITS.iter().find(|(name, _)| *name == unit) else {
            return Err(format!("`{unit}` is not a unit of size"));
        };
        count.checked_mul(*factor).map(Self).ok_or_else(|| "it is too large".to_owned())
    }

    /// The size in bytes.
    #[must_use]
    pub const fn bytes(self) -> u64 {
        self.0
    }
}

/// The canonical spelling: the largest unit that divides it.
impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (unit, factor) in UNITS.iter().filter(|(unit, _)| unit.contains('i') || *unit == "B") {
            if self.0.is_multiple_of(*factor) && (self.0 > 0 || *factor == 1) {
                return write!(f, "{} {unit}", self.0 / factor);
            }
        }
        write!(f, "{} B", self.0)
    }
}
