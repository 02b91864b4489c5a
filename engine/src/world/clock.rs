//! The time of the clock.
#![expect(clippy::disallowed_methods, reason = "this is the door to the clock")]

use std::time::SystemTime;

use bailiwick_schema::value::Date;

/// Now, in UTC, as RFC 3339 has it, to the millisecond; none before 1970.
#[must_use]
pub fn now() -> Option<String> {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).ok()?;
    written(since.as_secs(), since.subsec_millis())
}

fn written(seconds: u64, millis: u32) -> Option<String> {
    let date = Date::after_epoch(seconds / 86_400)?;
    let of_day = seconds % 86_400;
    let (hours, minutes, seconds) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
    Some(format!("{date}T{hours:02}:{minutes:02}:{seconds:02}.{millis:03}Z"))
}

#[cfg(test)]
mod tests {
    use super::written;

    #[test]
    fn a_time_is_written_as_rfc_3339_has_it() {
        assert_eq!(written(0, 0).unwrap(), "1970-01-01T00:00:00.000Z");
        assert_eq!(written(1_795_460_399, 7).unwrap(), "2026-11-23T18:59:59.007Z");
    }
}
