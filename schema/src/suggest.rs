//! The nearest right name to a wrong one.

use std::fmt::Display;

/// The candidate that `name` was most likely meant to be; none where no candidate is near.
///
/// Near is a Damerau-Levenshtein distance of at most a third of the length, and at least one.
#[must_use]
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = name.chars().count();
    let limit = (length / 3).max(1);
    let lower = name.to_lowercase().replace('_', "-");
    candidates
        .into_iter()
        .filter(|candidate| {
            !candidate.is_empty() && candidate.len().abs_diff(name.len()) <= limit.max(3)
        })
        .map(|candidate| (distance(&lower, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

/// Asks whether this was meant; what is said of it stands in backticks.
#[must_use]
pub fn question(near: impl Display) -> String {
    format!("did you mean `{near}`?")
}

fn distance(a: &str, b: &str) -> usize {
    // Longer names than this are no slips of the finger, and the distance is quadratic.
    if a.len() > 128 || b.len() > 128 {
        return usize::MAX;
    }
    strsim::damerau_levenshtein(a, &b.to_lowercase())
}
