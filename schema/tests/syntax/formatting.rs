//! The formatter changes layout and nothing else, and is done after one pass.

use bailiwick_schema::format::format;
use bailiwick_schema::syntax::{TokenKind, Tree};
use bailiwick_schema::vocabulary::{Children, NodeSpec, TOP};
use proptest::prelude::{any, proptest};

use crate::generator::{self, Range};
use crate::random::Random;
use crate::{cases, lossless, parse, second_opinion};

/// The tokens that are no layout, comments among them, with LF line ends.
fn kept(tree: &Tree) -> Vec<(TokenKind, String)> {
    let layout = |kind| {
        matches!(
            kind,
            TokenKind::Space
                | TokenKind::Newline
                | TokenKind::Semicolon
                | TokenKind::Backslash
                | TokenKind::ByteOrderMark
        )
    };
    let tokens = tree.tokens().filter(|(kind, _)| !layout(*kind));
    tokens
        .map(|(kind, span)| {
            let text = span.text(tree.text()).replace("\r\n", "\n").replace('\r', "\n");
            (kind, if kind == TokenKind::LineComment { text.trim_end().to_owned() } else { text })
        })
        .collect()
}

/// For each line comment, whether it stands alone on its line; unknown behind a backslash or `/-`.
fn alone(tree: &Tree) -> Vec<Option<bool>> {
    let mut alone = Vec::new();
    let (mut first, mut inside) = (true, false);
    for (kind, _) in tree.tokens() {
        match kind {
            TokenKind::LineComment => alone.push((!inside).then_some(first)),
            TokenKind::Backslash | TokenKind::Slashdash => (first, inside) = (false, true),
            TokenKind::Newline => first = true,
            TokenKind::Space | TokenKind::ByteOrderMark => {}
            TokenKind::BlockComment => first = false,
            _ => (first, inside) = (false, false),
        }
    }
    alone
}

/// Formats a text and fails where that changes more than the layout; none where the text has errors.
pub fn check(text: &str) -> Option<String> {
    let before = parse(text);
    let once = format(&before)?;
    let after = parse(&once);
    // Known nodes may have moved; then it is up to the other properties.
    let (mut tokens, mut tokens_after) = (kept(&before.tree), kept(&after.tree));
    if TOP.iter().any(|spec| text.contains(spec.name)) {
        tokens.sort_unstable_by(|a, b| a.1.cmp(&b.1));
        tokens_after.sort_unstable_by(|a, b| a.1.cmp(&b.1));
    }
    assert_eq!(tokens, tokens_after, "\n{text}\nbecame\n{once}");
    let twice = format(&after);
    assert_eq!(twice.as_deref(), Some(&*once), "twice is not once:\n{text}");
    assert!(once.is_empty() || once.ends_with('\n') && !once.ends_with("\n\n"), "{once:?}");
    assert!(!once.contains('\u{FEFF}'));
    Some(once)
}

/// Whether the crate `kdl` reads both texts alike, the order of nodes with different names aside.
#[track_caller]
fn same_for_the_crate(before: &str, after: &str) {
    assert_eq!(
        second_opinion::theirs_in_any_order(before),
        second_opinion::theirs_in_any_order(after),
        "\n{before}\nbecame\n{after}"
    );
}

#[test]
fn official_cases_keep_all_but_their_layout() {
    let Some(cases) = cases::official() else { return };
    for case in cases {
        let formatted = check(&case.input);
        assert_eq!(formatted.is_some(), case.expected.is_some(), "{}", case.name);
        if let (Some(formatted), Ok(_)) = (formatted, second_opinion::theirs(&case.input)) {
            same_for_the_crate(&case.input, &formatted);
        }
    }
}

#[test]
fn examples_keep_their_meaning() {
    for text in cases::examples() {
        let formatted = format(&parse(&text)).expect("an example has no syntax error");
        same_for_the_crate(&text, &formatted);
        assert_eq!(format(&parse(&formatted)), Some(formatted));
    }
}

/// A document of nodes that the vocabulary knows, in any order.
fn known(seed: u64) -> String {
    let mut random = Random::new(seed);
    let mut out = String::new();
    for _ in 0..1 + random.below(3) {
        let spec = TOP[random.below(TOP.len())];
        known_node(spec, 0, &mut random, &mut out);
    }
    out
}

fn known_node(spec: &NodeSpec, depth: usize, random: &mut Random, out: &mut String) {
    let indentation = "    ".repeat(depth);
    let value = random.below(1_000);
    if random.chance(10) {
        *out += &format!("{indentation}// above {value}\n");
    }
    *out += &format!(
        "{indentation}{}{} {value}",
        random.pick(&["", "", "", "(remove)", "/-"]),
        spec.name
    );
    if let Children::Of(children) = spec.children
        && depth < 3
        && !children.is_empty()
    {
        out.push_str(" {\n");
        for _ in 0..1 + random.below(6) {
            if random.chance(8) {
                *out += &format!("{indentation}    unknown {}\n", random.below(1_000));
            }
            known_node(children[random.below(children.len())], depth + 1, random, out);
        }
        *out += random.pick(&["", "", "    // at the end\n"]);
        *out += &format!("{indentation}}}");
    }
    *out += random.pick(&["\n", "\n", "\n", " // behind\n", "\n\n"]);
}

proptest! {
    #[test]
    fn generated_documents_keep_all_but_their_layout(seed in any::<u64>()) {
        let text = generator::document(seed, Range::Whole);
        let formatted = check(&text).unwrap();
        let places = alone(&parse(&text).tree).into_iter().zip(alone(&parse(&formatted).tree));
        for (before, after) in places.filter(|(before, after)| before.is_some() && after.is_some()) {
            assert_eq!(before, after, "\n{text}\nbecame\n{formatted}");
        }
    }

    #[test]
    fn the_crate_reads_generated_documents_alike_afterwards(seed in any::<u64>()) {
        let text = generator::document(seed, Range::Followed);
        same_for_the_crate(&text, &format(&parse(&text)).unwrap());
    }

    #[test]
    fn dense_texts_keep_all_but_their_layout(text in lossless::dense()) {
        check(&text);
    }

    #[test]
    fn known_nodes_move_with_all_that_is_theirs(seed in any::<u64>()) {
        let text = known(seed);
        let formatted = format(&parse(&text)).unwrap();
        same_for_the_crate(&text, &formatted);
        let mut lines = [text.as_str(), &formatted].map(|text| {
            text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>()
        });
        for (comment, node) in formatted.lines().zip(formatted.lines().skip(1)) {
            if let Some((_, value)) = comment.split_once("// above ") {
                assert!(node.split(' ').any(|word| word == value), "{formatted}");
            }
        }
        // Every line survives whole: no comment behind a node loses it.
        lines.iter_mut().for_each(|lines| lines.sort_unstable());
        assert_eq!(lines[0], lines[1], "\n{text}\nbecame\n{formatted}");
        assert_eq!(format(&parse(&formatted)), Some(formatted));
    }
}
