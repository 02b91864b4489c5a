//! Time spans as people write them at first: the reason names the slip.

use bailiwick_schema::value::Duration;

#[test]
fn a_refused_time_span_says_what_is_wrong_with_it() {
    let slips = [
        ("10", "it has no unit"),
        ("10 min", "a unit stands right behind its number"),
        ("1.5h", "its numbers are whole, as in `1h30m`"),
        ("10min", "`min` is not a unit of time; units are `w`, `d`, `h`, `m`, `s`, `ms`"),
        ("soon", "`soon` does not start with a whole number"),
    ];
    for (written, reason) in slips {
        assert_eq!(Duration::parse(written), Err(reason.to_owned()), "{written}");
    }
    assert!(Duration::parse("1h30m").is_ok());
}
