//! Numbers a unit of time.

use std::fmt;

/// A unit that rates count in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeUnit {
    /// A second.
    Second,
    /// A minute.
    Minute,
    /// An hour.
    Hour,
    /// A day of 24 hours.
    Day,
}

impl TimeUnit {
    const ALL: [(&str, Self); 4] =
        [("s", Self::Second), ("min", Self::Minute), ("h", Self::Hour), ("day", Self::Day)];
}

/// So many in a unit of time; at least one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rate {
    /// How many.
    pub count: u64,
    /// In which time.
    pub unit: TimeUnit,
}

impl Rate {
    /// Reads `30/min`; the units are also understood as words (`30/minute`).
    ///
    /// # Errors
    ///
    /// What is wrong, as a clause for a message.
    pub fn parse(text: &str) -> Result<Self, String> {
        let Some((count, unit)) = text.split_once('/') else {
            return Err("a number and a unit have `/` between them".to_owned());
        };
        let digits = !count.is_empty() && count.bytes().all(|byte| byte.is_ascii_digit());
        let count = count.parse::<u64>().ok().filter(|count| digits && *count > 0);
        let Some(count) = count else {
            return Err("it does not start with a whole number above 0".to_owned());
        };
        let unit = match unit {
            "sec" | "second" => "s",
            "minute" => "min",
            "hour" => "h",
            "d" => "day",
            other => other,
        };
        match TimeUnit::ALL.iter().find(|(name, _)| *name == unit) {
            Some((_, unit)) => Ok(Self { count, unit: *unit }),
            None => Err(format!("`{unit}` is none of `s`, `min`, `h` and `day`")),
        }
    }
}

/// The canonical spelling.
impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit =
            TimeUnit::ALL.iter().find(|(_, unit)| *unit == self.unit).map_or("s", |(name, _)| name);
        write!(f, "{}/{unit}", self.count)
    }
}
