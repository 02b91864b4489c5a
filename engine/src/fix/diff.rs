//! The difference of two texts, as people and `patch` read it.

use std::fmt::Write as _;

use bailiwick_schema::path::FilePath;
use similar::TextDiff;

/// The unified diff of a file before and after, with three lines of context; empty where nothing changes.
#[must_use]
pub fn unified_diff(path: &FilePath, before: &str, after: &str) -> String {
    let difference = TextDiff::from_lines(before, after);
    let mut text = String::new();
    for (index, hunk) in difference.unified_diff().context_radius(3).iter_hunks().enumerate() {
        if index == 0 {
            let _infallible = writeln!(text, "--- a/{path}\n+++ b/{path}");
        }
        let _infallible = write!(text, "{hunk}");
    }
    text
}
