//! What is left of long sentences.

use super::shortened;

#[test]
fn only_long_quotations_are_cut_and_their_length_told() {
    let name = "é".repeat(3_000);
    let short =
        shortened(&format!("no agent is called `{name}` in `prod`; did you mean `{name}`?"));
    let cut = format!("`{}…` (3000 characters)", "é".repeat(80));
    assert_eq!(short, format!("no agent is called {cut} in `prod`; did you mean {cut}?"));
    let prose = "a word ".repeat(100);
    assert_eq!(shortened(&prose), prose);
}

#[test]
fn quotations_that_hold_backticks_end_all_the_same() {
    let name = "a`".repeat(50_000);
    let short = shortened(&format!("no agent is called `{name}`"));
    assert!(short.starts_with("no agent is called `a`a`") && short.len() < 200, "{short}");
    assert!(short.ends_with("… (100021 characters)"), "{short}");
}
