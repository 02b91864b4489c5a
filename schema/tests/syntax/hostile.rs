//! Texts that are made to hurt: deep, long, and full of errors. All of them must be quick.

use std::sync::Arc;
use std::time::{Duration, Instant};

use bailiwick_schema::path::FilePath;
use bailiwick_schema::syntax::{self, Limits};

use crate::{lossless, parse};

/// Parses a hostile text and fails where it takes long; returns the codes of the kept findings.
#[track_caller]
fn quick(text: &str) -> Vec<&'static str> {
    let start = Instant::now();
    let parsed = parse(text);
    let time = start.elapsed();
    assert!(time < Duration::from_secs(3), "took {time:?}");
    assert!(parsed.diagnostics.len() <= 1_000);
    assert_eq!(
        parsed.tree.tokens().map(|(_, span)| span.len() as usize).sum::<usize>(),
        text.len()
    );
    parsed.diagnostics.iter().map(|finding| finding.rule.code).collect()
}

#[test]
fn a_hundred_thousand_braces_are_one_deep_block() {
    let braces = "{".repeat(100_000);
    assert!(quick(&braces).contains(&"BW1007"));
    let nodes = "a{".repeat(100_000);
    assert!(quick(&nodes).contains(&"BW1007"));
    let closed = format!("{}{}", "a{".repeat(100_000), "}".repeat(100_000));
    assert_eq!(quick(&closed), ["BW1007"]);
    assert_eq!(quick(&"}".repeat(100_000)).len(), 1_000);
}

#[test]
fn sixty_four_levels_are_sound_and_one_more_is_not() {
    let nest = |depth: usize| format!("{}{}", "a{".repeat(depth), "}".repeat(depth));
    assert!(quick(&nest(64)).is_empty());
    assert_eq!(quick(&nest(65)), ["BW1007"]);
}

#[test]
fn fifty_megabytes_in_one_line_are_not_read() {
    let text: Arc<str> = Arc::from("a ".repeat(25_000_000));
    let start = Instant::now();
    let parsed = syntax::parse(&FilePath::from("big.kdl"), text, &Limits::default());
    assert!(start.elapsed() < Duration::from_secs(1));
    assert_eq!(parsed.diagnostics.len(), 1);
    assert_eq!(parsed.diagnostics[0].rule.code, "BW1005");
    assert_eq!(parsed.tree.roots().count(), 0);
    assert_eq!(parsed.tree.tokens().count(), 1);
}

#[test]
fn four_megabytes_of_one_sign_are_quick() {
    for part in [
        "\"",
        "\"\"\" ",
        "\"\"\"x\"\"\" ",
        "\"\"\"\n",
        "#\"",
        "#",
        "/*",
        "/**/",
        "/* ",
        "*/*",
        "/-",
        "/- ",
        "(",
        "(a ",
        "a(",
        "=",
        "\\",
        "\\ ",
        "\\\n",
        ";",
        "\r",
        "\u{2028}",
        "a=",
        "a /**/ \\/**/ ",
        "r#\"",
        "#\"\"\"\n",
        "a\"",
        "\"\\",
        "{}",
        "a{}",
        "/-{}",
        "a /-{}",
        "a {\n",
        "}\n",
        " a {\n",
        "\u{202E}",
        "é",
        "0",
        "0.",
        "1 ",
        "a //\n",
        "[",
        "a[",
        "\"{",
        "\"\"\"\na \"\"\"\n",
        "a {} ",
        "\"\"\"a\n",
        "/*\n",
        "a \"\"\"\n x\n",
    ] {
        let text = part.repeat(4 * 1024 * 1024 / part.len());
        let start = Instant::now();
        let parsed = parse(&text);
        let time = start.elapsed();
        assert!(time < Duration::from_secs(3), "{part:?} took {time:?}");
        drop(parsed);
    }
}

#[test]
fn ten_thousand_errors_keep_the_first_thousand_and_a_count() {
    let parsed = parse(&"agent \"clerk\" true\n".repeat(10_000));
    assert_eq!(parsed.diagnostics.len(), 1_000);
    assert_eq!(parsed.unlisted, 9_000);
    assert_eq!(parsed.tree.roots().count(), 10_000);
    let first_half = u32::try_from(parsed.tree.text().len() / 9).unwrap();
    assert!(parsed.diagnostics.iter().all(|finding| finding.primary.span.start < first_half));
}

#[test]
fn too_many_nodes_are_reported_once() {
    let limits = Limits { nodes: 100, ..Limits::default() };
    let text: Arc<str> = Arc::from("a { b; }\n".repeat(1_000));
    let parsed = syntax::parse(&FilePath::from("many.kdl"), text.clone(), &limits);
    let codes: Vec<_> = parsed.diagnostics.iter().map(|finding| finding.rule.code).collect();
    assert_eq!(codes, ["BW1006"]);
    assert_eq!(parsed.tree.node_count(), 100);
    lossless::check(&text, &parsed);
}

#[test]
fn deep_comments_and_slashdashes_do_not_recurse() {
    let deep = format!("{}{}\nnode", "/*".repeat(200_000), "*/".repeat(200_000));
    assert!(quick(&deep).is_empty());
    let dashes = "/-".repeat(200_000);
    assert!(!quick(&dashes).is_empty());
    let left_out = format!("{}{}", "/-a {\n".repeat(60), "}\n".repeat(60));
    assert!(quick(&left_out).is_empty());
}
