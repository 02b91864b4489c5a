//! Suggestions against the plain distance, among few and many candidates.

use super::{Candidates, FEW, nearest};

#[test]
fn slips_of_the_finger_find_the_name() {
    let names = ["ticket-clerk", "billing", "x", "fetch_ticket"];
    let near = |name: &str| nearest(name, names);
    assert_eq!(near("tikcet-clerk"), Some("ticket-clerk"));
    assert_eq!(near("ticket_clerk"), Some("ticket-clerk"));
    assert_eq!(near("Biling"), Some("billing"));
    assert_eq!(near("fetch-ticket"), Some("fetch_ticket"));
    assert_eq!(near("y"), Some("x"));
    assert_eq!(near("nothing-like-it"), None);
    assert_eq!(near(""), None);
    assert_eq!(nearest("bx", ["bb", "ba", "bc"]), Some("ba"), "of equals, the first by name");
    assert_eq!(nearest(&"a".repeat(200), [&*"a".repeat(199)]), None);
}

/// The distance by its definition, without any limit.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            table[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let kept = table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                kept.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1)
            };
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                table[i][j] = table[i][j].min(table[i - 2][j - 2] + 1);
            }
        }
    }
    table[a.len()][b.len()]
}

#[test]
fn the_nearest_is_that_of_the_plain_distance() {
    let mut seed = 7_u64;
    let mut word = || {
        let mut word = String::new();
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        for at in 0..(seed >> 60) + 1 {
            word.push(char::from(b'a' + u8::try_from((seed >> (at * 3 + 5)) & 3).unwrap()));
        }
        word
    };
    for _ in 0..2_000 {
        let names: Vec<String> = (0..12).map(|_| word()).collect();
        let wanted = word();
        let chars = |text: &str| text.chars().collect::<Vec<char>>();
        let limit = (wanted.len() / 3).max(1);
        let all = names.iter().map(|name| (distance(&chars(&wanted), &chars(name)), name.as_str()));
        let expected = all.filter(|(distance, _)| *distance <= limit).min().map(|(_, name)| name);
        assert_eq!(
            nearest(&wanted, names.iter().map(String::as_str)),
            expected,
            "{wanted} {names:?}"
        );
    }
}

#[test]
fn of_many_candidates_those_that_begin_or_end_alike_are_found() {
    let names: Vec<String> = (0..FEW * 8).map(|at| format!("{at:05}-agent-{at:05}")).collect();
    let candidates = Candidates::new(names.iter().map(String::as_str));
    assert_eq!(candidates.nearest("04321-agnt-04321"), Some("04321-agent-04321"));
    assert_eq!(candidates.nearest("x4321-agent-04321"), Some("04321-agent-04321"));
    assert_eq!(candidates.nearest("04321-agent-0432x"), Some("04321-agent-04321"));
    assert!(candidates.contains("00001-agent-00001") && !candidates.contains("00001"));
}
