//! Scripts in arguments: what `sh -c` and `env -S` are given to run.

use std::collections::BTreeSet;

use super::programs::Program;
use super::words::arguments;

/// How many options of one command may be those of `env -S`.
const MOST_SPLIT: usize = 4;

/// The scripts that a command is given, also behind wrappers.
pub(super) fn scripts(words: &[String]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let Some(first) = words.first() else { return found };
    let is_wrapper = Program::of(first).is_wrapper();
    let (mut taken, mut split) = (0, 0);
    for (at, word) in words.iter().enumerate() {
        let rest = words.get(at + 1..).unwrap_or_default();
        let program = Program::of(word);
        if (at == 0 || is_wrapper) && program.takes_script() {
            taken = behind_option(words, at, taken, program, &mut found);
        }
        let Some((text, behind)) = split_text(word, rest).filter(|_| is_wrapper) else { continue };
        found.insert(text.clone());
        // The words that follow belong to the same command.
        if split < MOST_SPLIT && !behind.is_empty() {
            found.insert(format!("{text} {}", arguments(behind)));
        }
        split += 1;
    }
    found
}

/// What stands in the same word as the option `-S` of `env`; options may stand together, long ones may be cut short.
pub(super) fn split_option(word: &str) -> Option<&str> {
    match word.strip_prefix("--s") {
        Some(long) => Some(long.split_once('=').map_or("", |(_, text)| text)),
        None => {
            let short = word.strip_prefix('-').filter(|rest| !rest.starts_with('-'))?;
            short.split_once('S').map(|(_, text)| text)
        }
    }
}

/// The text that `env -S` splits into words, and the words behind it.
fn split_text<'w>(word: &str, rest: &'w [String]) -> Option<(String, &'w [String])> {
    let text = split_option(word)?;
    if text.is_empty() {
        let (next, behind) = rest.split_first()?;
        return Some((next.clone(), behind));
    }
    Some((text.to_owned(), rest))
}

/// Takes the words that may be the script behind `-c` of the shell at a place: options and their values may stand between, or it stands in
/// the same word. What stands behind an option that was looked at before is known; says up to where that is.
fn behind_option(
    words: &[String],
    shell: usize,
    taken: usize,
    program: Program<'_>,
    found: &mut BTreeSet<String>,
) -> usize {
    let is_option = |word: &&String| word.starts_with('-') || word.starts_with('+');
    let attached = |word: &String| -> Option<String> {
        match word.strip_prefix("--") {
            Some(long) if long.contains("command") => {
                Some(long.split_once('=').map_or_else(String::new, |(_, text)| text.to_owned()))
            }
            Some(_) => None,
            None if program.folds_options() => {
                let (_, text) = word.strip_prefix('-')?.split_once(['c', 'C'])?;
                Some(text.to_owned())
            }
            None => word.strip_prefix('-')?.split_once('c').map(|(_, text)| text.to_owned()),
        }
    };
    let behind = words.iter().enumerate().skip(shell + 1);
    let Some((at, text)) = behind.into_iter().find_map(|(at, word)| Some((at, attached(word)?)))
    else {
        return taken;
    };
    // What stands behind the letter may be more options, or the script.
    found.extend((!text.is_empty()).then_some(text));
    if at > taken {
        found.extend(words.iter().skip(at + 1).filter(|word| !is_option(word)).cloned());
    }
    taken.max(at)
}
