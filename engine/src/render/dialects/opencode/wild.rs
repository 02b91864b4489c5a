//! OpenCode's wildcards: `*` stands for any characters, `?` for one; ` *` at the end for nothing, too.

use crate::permission::pattern::Piece;
use crate::permission::{Pattern, Space};

/// Whether a pattern matches a whole text.
pub(super) fn matches(text: &str, pattern: &str) -> bool {
    let text: Vec<char> = text.chars().collect();
    let signs = |pattern: &str| pattern.chars().collect::<Vec<char>>();
    let bare = pattern.strip_suffix(" *").is_some_and(|bare| is_match(&text, &signs(bare)));
    bare || is_match(&text, &signs(pattern))
}

fn is_match(text: &[char], pattern: &[char]) -> bool {
    match pattern.split_first() {
        None => text.is_empty(),
        Some(('*', rest)) => {
            (0..=text.len()).any(|at| is_match(text.get(at..).unwrap_or_default(), rest))
        }
        Some((sign, rest)) => text
            .split_first()
            .is_some_and(|(first, after)| (sign == first || *sign == '?') && is_match(after, rest)),
    }
}

/// What stays of a pattern behind a text that it begins with: each way in which it can.
pub(super) fn behind(pattern: &str, text: &str) -> Vec<String> {
    let Some(first) = text.chars().next() else { return vec![pattern.to_owned()] };
    let rest = text.get(first.len_utf8()..).unwrap_or_default();
    let Some(sign) = pattern.chars().next() else { return Vec::new() };
    let after = pattern.get(sign.len_utf8()..).unwrap_or_default();
    let mut all = match sign {
        // The star takes the sign and goes on, or ends before it.
        '*' => {
            let mut all = behind(pattern, rest);
            all.extend(behind(after, text));
            all
        }
        sign if sign == first || sign == '?' => behind(after, rest),
        _ => Vec::new(),
    };
    all.sort_unstable();
    all.dedup();
    all
}

/// Whether a pattern has nothing but characters that stand for themselves, and stars.
pub(super) fn is_plain(pattern: &str) -> bool {
    !pattern.contains(['?', '\\', '~', '$', '\'', '"', '{', '\n'])
}

/// A pattern over the texts of a space, stars running over everything.
pub(super) fn pattern(space: Space, before: &str, pattern: &str) -> Pattern {
    let mut pieces = Vec::new();
    if !before.is_empty() {
        pieces.push(Piece::Text(before));
    }
    for (at, literal) in pattern.split('*').enumerate() {
        if at > 0 && pieces.last() != Some(&Piece::Any) {
            pieces.push(Piece::Any);
        }
        if !literal.is_empty() {
            pieces.push(Piece::Text(literal));
        }
    }
    Pattern::across(space, &pieces)
}

/// The pattern of one text.
pub(super) fn exactly(space: Space, text: &str) -> Pattern {
    Pattern::across(space, &[Piece::Text(text)])
}
