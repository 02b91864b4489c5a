//! Our tree equals that of the crate `kdl`, where that one follows the specification.

use proptest::prelude::{any, proptest};

use crate::generator::{self, Range};
use crate::{cases, errors, lossless, parse, report, second_opinion};

/// Official cases in which the crate departs from the specification, and how.
const DEPARTURES: &[(&str, &str)] = &[
    (
        "multiline_raw_string_single_line_err_fail.kdl",
        "takes triple quotes on one line as a raw text",
    ),
    ("unicode_delete_fail.kdl", "takes U+007F in a text without quotes"),
    ("zero_space_before_slashdash_arg.kdl", "wants space before `/-`"),
    ("zero_space_before_slashdash_children.kdl", "wants space before `/-`"),
    ("zero_space_before_slashdash_prop.kdl", "wants space before `/-`"),
];

#[test]
fn both_read_the_official_cases_alike() {
    let Some(cases) = cases::official() else { return };
    let mut wrong = String::new();
    for case in &cases {
        let parsed = parse(&case.input);
        let ours = (errors(&parsed) == 0).then(|| second_opinion::ours(&parsed.tree));
        let theirs = second_opinion::theirs(&case.input).ok();
        let departs = DEPARTURES.iter().any(|(name, _)| *name == case.name);
        if (ours == theirs) == departs {
            wrong += &format!("{}: ours {ours:?}\ntheirs {theirs:?}\n", case.name);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn both_know_where_numbers_end() {
    let digits = ["0", "1", "2", "7", "8", "9", "a", "f", "g", "_", "1_", "_1", "1__1"];
    let starts = ["0b", "0o", "0x", "-0b", "+0x", "1e", "1E+", "1.", "-1.0e-", "1"];
    for start in starts {
        for digit in digits {
            let text = format!("a {start}{digit}\n");
            let ours = errors(&parse(&text)) == 0;
            assert_eq!(ours, second_opinion::theirs(&text).is_ok(), "{text}");
        }
    }
}

proptest! {
    #[test]
    fn both_read_generated_documents_alike(seed in any::<u64>()) {
        let text = generator::document(seed, Range::Followed);
        let parsed = parse(&text);
        assert_eq!(errors(&parsed), 0, "{}\n{text}", report(&parsed));
        assert_eq!(second_opinion::theirs(&text), Ok(second_opinion::ours(&parsed.tree)), "{text}");
    }

    #[test]
    fn generated_documents_are_sound(seed in any::<u64>()) {
        let text = generator::document(seed, Range::Whole);
        let parsed = parse(&text);
        assert_eq!(errors(&parsed), 0, "{}\n{text}", report(&parsed));
        lossless::check(&text, &parsed);
    }
}
