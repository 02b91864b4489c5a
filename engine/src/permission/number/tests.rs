//! Numbers in order, and numbers between others.

use super::Number;

fn number(text: &str) -> Number {
    Number::read(text).unwrap()
}

#[test]
fn one_value_has_one_form() {
    for (one, other) in
        [("50", "50.0"), ("0", "-0.000"), ("1e2", "100"), ("0.5e1", "5"), ("-12.50", "-1.25E+1")]
    {
        assert_eq!(number(one), number(other), "{one} {other}");
    }
    for text in ["", "-", "+1", "01", "1.", ".5", "1e", "1e+", "0x10", "1_000", " 1", "NaN"] {
        assert_eq!(Number::read(text), None, "{text:?}");
    }
}

#[test]
fn numbers_are_in_order_whatever_their_size() {
    let ordered = [
        "-1e99999999999999999999",
        "-1e400",
        "-100",
        "-99.5",
        "-1e-400",
        "0",
        "1e-400",
        "0.05",
        "0.5",
        "5",
        "50",
        "50.00000000000000000000000000000000001",
        "51",
        "500",
        "9007199254740992",
        "9007199254740993",
        "1e400",
    ];
    for pair in ordered.windows(2) {
        assert!(number(pair[0]) < number(pair[1]), "{pair:?}");
    }
}

#[test]
fn a_short_number_lies_between() {
    let between = |low: &str, high: &str| {
        let end = |text: &str| (!text.is_empty()).then(|| number(text));
        let (low, high) = (end(low), end(high));
        let found = Number::between(low.as_ref(), high.as_ref());
        assert!(
            low.is_none_or(|low| low < found) && high.is_none_or(|high| found < high),
            "{found}"
        );
        found.to_string()
    };
    let cases = [
        ("", "", "0"),
        ("50", "", "51"),
        ("", "-50", "-51"),
        ("", "50", "0"),
        ("-5", "", "0"),
        ("50", "500", "51"),
        ("50", "51", "50.1"),
        ("50.1", "50.2", "50.11"),
        ("0", "1", "0.1"),
        ("0", "0.01", "0.001"),
        ("-1", "0", "-0.1"),
        ("9", "10", "9.1"),
        ("99", "101", "100"),
        ("9.99", "10", "9.991"),
        ("-500", "-50", "-51"),
        ("0", "", "1"),
        ("0.3", "0.4", "0.31"),
        ("79228162514264337593543950335", "", "79228162514264337593543950336"),
        ("1e-90", "2e-90", "1.1e-90"),
    ];
    for (low, high, expected) in cases {
        assert_eq!(between(low, high), expected, "{low} {high}");
    }
}
