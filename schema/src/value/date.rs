//! Days of the calendar.

use std::fmt;

/// A day of the Gregorian calendar, from 0001-01-01 to 9999-12-31.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// The day of these numbers; none where the calendar has no such day.
    #[must_use]
    pub const fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        if year == 0 || year > 9999 || day == 0 || day > days_in(year, month) {
            return None;
        }
        Some(Self { year, month, day })
    }

    /// Reads `2026-12-31`.
    ///
    /// # Errors
    ///
    /// What is wrong, as a clause for a message.
    pub fn parse(text: &str) -> Result<Self, String> {
        let parts: Vec<&str> = text.split('-').collect();
        let [year, month, day] = parts.as_slice() else {
            return Err("year, month and day have a `-` between them".to_owned());
        };
        let number = |part: &str, digits: usize| -> Option<u16> {
            let is_plain = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
            if is_plain { part.parse().ok() } else { None }
        };
        let Some(year) = number(year, 4) else { return Err("a year has four digits".to_owned()) };
        let (Some(month), Some(day)) = (number(month, 2), number(day, 2)) else {
            return Err("month and day have two digits".to_owned());
        };
        let narrow = |number: u16| u8::try_from(number).unwrap_or(u8::MAX);
        Self::new(year, narrow(month), narrow(day))
            .ok_or_else(|| "the calendar has no such day".to_owned())
    }

    /// The day so many days after 1970-01-01.
    ///
    /// Source: Howard Hinnant, `civil_from_days`.
    #[must_use]
    pub fn after_epoch(days: u64) -> Option<Self> {
        let days = days.checked_add(719_468)?;
        let (era, of_era) = (days / 146_097, days % 146_097);
        let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        let year = era.checked_mul(400)?.checked_add(year)? + u64::from(month <= 2);
        Self::new(u16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
    }
}

const fn days_in(year: u16, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        _ => 0,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn dates_are_read_and_written() {
        for text in ["2026-12-31", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"] {
            assert_eq!(Date::parse(text).unwrap().to_string(), text);
        }
        for text in
            ["2026-02-29", "1900-02-29", "2026-13-01", "2026-00-01", "2026-1-01", "tomorrow"]
        {
            assert!(Date::parse(text).is_err(), "{text}");
        }
        for text in ["", "+026-01-01", "2026-12-31-", "2026/12/31", "2026-12-32", "0000-01-01"] {
            assert!(Date::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn days_are_counted_from_the_epoch() {
        for (days, text) in
            [(0, "1970-01-01"), (59, "1970-03-01"), (11_016, "2000-02-29"), (20_453, "2025-12-31")]
        {
            assert_eq!(Date::after_epoch(days).unwrap().to_string(), text);
        }
        assert_eq!(Date::after_epoch(u64::MAX), None);
    }

    #[test]
    fn days_are_in_order() {
        let days: Vec<Date> = (0..40_000).map(|day| Date::after_epoch(day).unwrap()).collect();
        assert!(days.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
