//! Two texts by words: what stays, what goes, what comes.

use similar::{ChangeTag, TextDiff};

/// A run of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// Whether it stands before, after, or in both.
    pub stands: Stands,
    /// The words, with the space between and behind them.
    pub text: String,
}

/// On which side words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// In both.
    Both,
    /// Only before.
    Before,
    /// Only after.
    After,
}

/// So many bytes a text may have for its words to be compared one by one; longer ones are compared by lines.
const MOST_BYTES: usize = 256 * 1024;

/// The words of two texts, in order, runs of one kind together.
#[must_use]
pub fn words(before: &str, after: &str) -> Vec<Words> {
    let is_long = before.len().max(after.len()) > MOST_BYTES;
    let difference = if is_long {
        TextDiff::from_lines(before, after)
    } else {
        TextDiff::from_words(before, after)
    };
    let mut runs: Vec<Words> = Vec::new();
    for change in difference.iter_all_changes() {
        let stands = match change.tag() {
            ChangeTag::Equal => Stands::Both,
            ChangeTag::Delete => Stands::Before,
            ChangeTag::Insert => Stands::After,
        };
        match runs.last_mut() {
            Some(last) if last.stands == stands => last.text.push_str(change.value()),
            _ => runs.push(Words { stands, text: change.value().to_owned() }),
        }
    }
    runs
}
