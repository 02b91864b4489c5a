//! The words of a simple command: as automata read them, and as people do.

use super::programs::KEYWORDS;

/// Ends each word: no argument of a program can hold it.
pub(in crate::permission) const END: char = '\0';

/// Stands for an empty word; a command that holds it is refused.
pub(in crate::permission) const EMPTY: char = '\u{1}';

/// The words as a shell would read them back.
pub(in crate::permission) fn shown(words: &[String]) -> String {
    let all: Vec<String> =
        words.iter().enumerate().map(|(at, word)| quoted(word, at == 0)).collect();
    all.join(" ")
}

/// The same for words behind others.
pub(super) fn arguments(words: &[String]) -> String {
    words.iter().map(|word| quoted(word, false)).collect::<Vec<_>>().join(" ")
}

/// What people read, for what automata read.
pub(in crate::permission) fn shown_of(encoded: &str) -> String {
    let word = |word: &str| if word.starts_with(EMPTY) { String::new() } else { word.to_owned() };
    shown(&encoded.split_terminator(END).map(word).collect::<Vec<_>>())
}

/// What automata read, for what [`shown`] made: the words, each with its end.
pub(in crate::permission) fn encoded_of(shown: &str) -> String {
    let mut text = String::with_capacity(shown.len() + 2);
    let (mut start, mut is_quoted) = (0, false);
    let mut characters = shown.chars();
    while let Some(character) = characters.next() {
        match character {
            ' ' if !is_quoted => {
                end(&mut text, start);
                start = text.len();
            }
            '\'' => is_quoted = !is_quoted,
            '\\' if !is_quoted => text.extend(characters.next()),
            other => text.push(other),
        }
    }
    end(&mut text, start);
    text
}

/// Ends the word that begins at a byte.
fn end(text: &mut String, start: usize) {
    if text.len() == start {
        text.push(EMPTY);
    }
    text.push(END);
}

/// A word as a shell reads it back.
pub(in crate::permission) fn quoted(word: &str, is_first: bool) -> String {
    let is_plain =
        |character: char| character.is_alphanumeric() || "_@%+=:,./-".contains(character);
    let is_special = is_first && (word.contains('=') || KEYWORDS.contains(&word));
    if !word.is_empty() && word.chars().all(is_plain) && !is_special {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}
