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
        // `env -S` splits what follows into words; options may stand together, long ones may be cut short.
        let long = word.strip_prefix("--s").filter(|_| is_wrapper);
        let short = word.strip_prefix('-').filter(|rest| is_wrapper && !rest.starts_with('-'));
        match (long, short.and_then(|short| short.split_once('S'))) {
            (Some(long), _) => match long.split_once('=') {
                Some((_, text)) => found.push(text.to_owned()),
                None => found.extend(rest.first().cloned()),
            },
            (_, Some((_, ""))) => found.extend(rest.first().cloned()),
            (_, Some((_, text))) => found.push(text.to_owned()),
            _ => {}
        }
    }
    if base_name(first) == "watch" {
        found.push(words.get(1..).unwrap_or_default().join(" "));
    }
    found
}

/// The words that may be the script behind `-c`: options and their values may stand between, or it stands in the same word.
fn behind_option(words: &[String]) -> Vec<String> {
    let is_option = |word: &&String| word.starts_with('-') || word.starts_with('+');
    let attached = |word: &String| -> Option<String> {
        match word.strip_prefix("--") {
            Some(long) if long.contains("command") => {
                Some(long.split_once('=').map_or_else(String::new, |(_, text)| text.to_owned()))
            }
            Some(_) => None,
            None => word.strip_prefix('-')?.split_once('c').map(|(_, text)| text.to_owned()),
        }
    };
    let Some((at, text)) =
        words.iter().enumerate().find_map(|(at, word)| Some((at, attached(word)?)))
    else {
        return Vec::new();
    };
    let behind = words.get(at + 1..).unwrap_or_default();
    let behind = behind.iter().filter(|word| !is_option(word)).cloned();
    // What stands behind the letter may be more options, or the script.
    let own = (!text.is_empty()).then_some(text);
    own.into_iter().chain(behind).collect()
}
