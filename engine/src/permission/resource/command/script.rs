//! Scripts in arguments: what `sh -c` and `eval` are given to run.

use super::programs::{SHELLS, WRAPPERS, base_name};

/// The scripts that a command is given, also behind wrappers.
pub(super) fn scripts(words: &[String]) -> Vec<String> {
    let Some(first) = words.first() else { return Vec::new() };
    if first == "eval" || first == "trap" {
        return vec![words.get(1..).unwrap_or_default().join(" ")];
    }
    let is_wrapper = WRAPPERS.contains(&base_name(first));
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let rest = words.get(at + 1..).unwrap_or_default();
        if SHELLS.contains(&base_name(word)) && (at == 0 || is_wrapper) {
            found.extend(behind_option(rest));
        }
        // `env -S` splits what follows into words.
        if let Some(text) = word.strip_prefix("--split-string=") {
            found.push(text.to_owned());
        } else if is_wrapper && (word == "-S" || word == "--split-string") {
            found.extend(rest.first().cloned());
        } else if let Some(text) = word.strip_prefix("-S").filter(|_| is_wrapper) {
            found.push(text.to_owned());
        }
    }
    if base_name(first) == "watch" {
        found.push(words.get(1..).unwrap_or_default().join(" "));
    }
    found
}

/// The words that may be the script behind `-c`: options of their own may stand between.
fn behind_option(words: &[String]) -> Vec<String> {
    let is_option = |word: &&String| word.starts_with('-') || word.starts_with('+');
    let is_script = |word: &String| {
        word == "--command"
            || word.starts_with('-') && !word.starts_with("--") && word.contains('c')
    };
    let Some(at) = words.iter().position(is_script) else { return Vec::new() };
    let behind = words.get(at + 1..).unwrap_or_default();
    behind.iter().filter(|word| !is_option(word)).take(2).cloned().collect()
}
