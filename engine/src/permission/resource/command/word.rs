//! Words: quotes are taken away, and what the shell would put in place of a part makes the line doubtful.

use super::Doubt;
use super::split::Splitter;
use crate::permission::Refusal;

/// A word of a line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Word {
    /// Without its quotes.
    pub(super) text: String,
    /// Whether nothing of it is quoted.
    pub(super) is_bare: bool,
    /// How many bytes stand before the first quote.
    bare: usize,
    /// Whether it has a sign outside quotes that the shell may put something else in place of.
    has_sign: bool,
}

impl Word {
    /// Whether it sets a variable, where it stands before a command: `NAME=…` with nothing of the name quoted.
    pub(super) fn is_assignment(&self) -> bool {
        let Some((name, _)) = self.text.split_once('=') else { return false };
        if name.len() >= self.bare {
            return false;
        }
        let name = name.strip_suffix('+').unwrap_or(name);
        // An element of an array, too.
        let name = name.split_once('[').map_or(name, |(name, _)| name);
        let is_letter = |character: char| character.is_ascii_alphabetic() || character == '_';
        name.starts_with(is_letter)
            && name.chars().all(|character| is_letter(character) || character.is_ascii_digit())
    }

    fn quote(&mut self) {
        if self.is_bare {
            self.is_bare = false;
            self.bare = self.text.len();
        }
    }
}

impl Splitter<'_> {
    /// Reads a word.
    pub(super) fn word(&mut self) -> Result<Word, Refusal> {
        let mut word = Word { is_bare: true, ..Word::default() };
        while let Some(next) = self.peek() {
            match next {
                ' ' | '\t' | '\n' | ';' | '&' | '|' | '(' | ')' | '<' | '>' => break,
                '\\' => {
                    self.next();
                    word.quote();
                    match self.next() {
                        Some('\n') => {}
                        Some(escaped) => word.text.push(escaped),
                        None => return Err(Refusal::Unfinished),
                    }
                }
                '\'' => {
                    self.next();
                    word.quote();
                    let (inside, rest) = self.rest.split_once('\'').ok_or(Refusal::Unfinished)?;
                    word.text.push_str(inside);
                    self.rest = rest;
                }
                '"' => {
                    self.next();
                    word.quote();
                    self.quoted(&mut word.text)?;
                }
                '$' => self.dollar(&mut word.text, false)?,
                '`' => self.backtick(&mut word.text, false)?,
                _ => {
                    word.has_sign |= matches!(next, '*' | '?' | '[' | '~' | '{' | '}');
                    word.text.extend(self.next());
                }
            }
        }
        if word.is_bare {
            word.bare = word.text.len();
        }
        let is_exempt = matches!(word.text.as_str(), "[" | "[[" | "{}" | "{" | "}");
        if word.has_sign && !(word.is_bare && is_exempt) {
            self.doubt(Doubt::Expansion);
        }
        Ok(word)
    }

    /// Reads up to the `"` that closes, the opening one being read.
    pub(super) fn quoted(&mut self, text: &mut String) -> Result<(), Refusal> {
        loop {
            match self.peek().ok_or(Refusal::Unfinished)? {
                '"' => {
                    self.next();
                    return Ok(());
                }
                '\\' => {
                    self.next();
                    match self.next().ok_or(Refusal::Unfinished)? {
                        '\n' => {}
                        escaped @ ('$' | '`' | '"' | '\\') => text.push(escaped),
                        other => text.extend(['\\', other]),
                    }
                }
                '$' => self.dollar(text, true)?,
                '`' => self.backtick(text, true)?,
                _ => text.extend(self.next()),
            }
        }
    }
}
