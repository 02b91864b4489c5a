//! The words of a simple command: as automata read them, and as people do.

use super::programs::KEYWORDS;

/// Ends each word: no argument of a program can hold it.
pub(in crate::permission) const END: char = '\0';

/// Stands for an empty word; a command that holds it is refused.
pub(in crate::permission) const EMPTY: char = '\u{1}';

/// The words, each with its end.
fn encoded(words: &[String]) -> String {
    let mut text = String::new();
    for word in words {
        if word.is_empty() {
            text.push(EMPTY);
        }
        text.push_str(word);
        text.push(END);
    }
    text
}

/// The words as a shell would read them back.
pub(in crate::permission) fn shown(words: &[String]) -> String {
    let all: Vec<String> =
        words.iter().enumerate().map(|(at, word)| quoted(word, at == 0)).collect();
    all.join(" ")
}

/// What people read, for what automata read.
pub(in crate::permission) fn shown_of(encoded: &str) -> String {
    let word = |word: &str| if word.starts_with(EMPTY) { String::new() } else { word.to_owned() };
    shown(&encoded.split_terminator(END).map(word).collect::<Vec<_>>())
}

/// What automata read, for what [`shown`] made.
pub(in crate::permission) fn encoded_of(shown: &str) -> String {
    let (mut words, mut is_word) = (vec![String::new()], false);
    let mut characters = shown.chars();
    while let Some(character) = characters.next() {
        match character {
            ' ' if !is_word => words.push(String::new()),
            '\'' => is_word = !is_word,
            '\\' if !is_word => {
                if let Some(last) = words.last_mut() {
                    last.extend(characters.next());
                }
            }
            other => {
                if let Some(last) = words.last_mut() {
                    last.push(other);
                }
            }
        }
    }
    encoded(&words)
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
