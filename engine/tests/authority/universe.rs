//! All short requests of an action, in their canonical spelling, the preferred one first.

use super::oracle::preference;

/// The longest request.
const LONGEST: usize = 6;

/// All paths over `a`, `b`, `c`, `.`, `~` and `/` that are canonical.
pub fn paths() -> Vec<String> {
    sorted(words("abc.~/", LONGEST).into_iter().filter(|word| is_path(word)))
}

/// All names over `a`, `b`, `c` and `/`.
pub fn names() -> Vec<String> {
    sorted(
        words("abc/", LONGEST)
            .into_iter()
            .filter(|word| word.split('/').all(|part| !part.is_empty())),
    )
}

/// All tools over the same: a server, `/`, and anything.
pub fn tools() -> Vec<String> {
    let is_tool = |word: &String| {
        word.split_once('/').is_some_and(|(server, tool)| !server.is_empty() && !tool.is_empty())
    };
    sorted(words("abc/", LONGEST).into_iter().filter(is_tool))
}

/// All texts over an alphabet up to a length.
pub fn words(alphabet: &str, longest: usize) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut start = 0;
    for _ in 0..longest {
        let end = all.len();
        for at in start..end {
            for character in alphabet.chars() {
                let word = format!("{}{character}", all[at]);
                all.push(word);
            }
        }
        start = end;
    }
    all.remove(0);
    all
}

/// A path is canonical where no other spelling is shorter: no empty segment, no `.` or `..`, no `/` at its end.
fn is_path(word: &str) -> bool {
    if matches!(word, "." | "/" | "~") {
        return true;
    }
    let rest = word.strip_prefix('/').or_else(|| word.strip_prefix("~/")).unwrap_or(word);
    let is_home = rest.len() == word.len() && word.starts_with('~');
    !is_home && rest.split('/').all(|segment| !matches!(segment, "" | "." | ".."))
}

/// All texts, the preferred one first.
pub fn sorted(words: impl Iterator<Item = String>) -> Vec<String> {
    let mut all: Vec<String> = words.collect();
    all.sort_by_cached_key(|word| preference(word));
    all
}
