//! What the shell puts other text in place of: variables, arithmetic, and what commands print.

use super::Doubt;
use super::split::{End, Splitter};
use crate::permission::Refusal;

impl Splitter<'_> {
    /// Reads `$` and what belongs to it; the text keeps it as it is written.
    pub(super) fn dollar(&mut self, text: &mut String, is_quoted: bool) -> Result<(), Refusal> {
        let before = self.rest;
        self.next();
        match self.peek() {
            Some('(') if self.is_at("((") => {
                self.doubt(Doubt::Expansion);
                self.arithmetic()?;
            }
            Some('(') => {
                self.doubt(Doubt::Substitution);
                self.next();
                self.commands(End::Parenthesis)?;
            }
            Some('{') => {
                self.doubt(Doubt::Expansion);
                self.next();
                self.braces(is_quoted)?;
            }
            // Bash reads escapes in `$'…'`.
            Some('\'') if !is_quoted => {
                self.doubt(Doubt::Expansion);
                self.next();
                self.escapes()?;
            }
            None | Some(' ' | '\t' | '\n') => {}
            Some('"') if is_quoted => {}
            Some(_) => self.doubt(Doubt::Expansion),
        }
        text.push_str(read(before, self.rest));
        Ok(())
    }

    /// Reads a backtick and the commands up to the next one.
    pub(super) fn backtick(&mut self, text: &mut String, is_quoted: bool) -> Result<(), Refusal> {
        let before = self.rest;
        self.next();
        self.doubt(Doubt::Substitution);
        let mut inside = String::new();
        loop {
            match self.next().ok_or(Refusal::Unfinished)? {
                '`' => break,
                '\\' => match self.next().ok_or(Refusal::Unfinished)? {
                    escaped @ ('`' | '\\' | '$') => inside.push(escaped),
                    '"' if is_quoted => inside.push('"'),
                    other => inside.extend(['\\', other]),
                },
                other => inside.push(other),
            }
        }
        self.within(&inside)?;
        text.push_str(read(before, self.rest));
        Ok(())
    }

    /// Reads from `((` to the parentheses that close it.
    fn arithmetic(&mut self) -> Result<(), Refusal> {
        let mut depth = 0_usize;
        loop {
            match self.peek().ok_or(Refusal::Unfinished)? {
                '(' => depth += 1,
                ')' => depth -= 1,
                '$' => {
                    self.dollar(&mut String::new(), true)?;
                    continue;
                }
                '`' => {
                    self.backtick(&mut String::new(), true)?;
                    continue;
                }
                _ => {}
            }
            self.next();
            if depth == 0 {
                return Ok(());
            }
        }
    }

    /// Reads up to the `}` that closes `${`.
    fn braces(&mut self, is_quoted: bool) -> Result<(), Refusal> {
        loop {
            match self.peek().ok_or(Refusal::Unfinished)? {
                '$' => {
                    self.dollar(&mut String::new(), is_quoted)?;
                    continue;
                }
                '`' => {
                    self.backtick(&mut String::new(), is_quoted)?;
                    continue;
                }
                '}' => {
                    self.next();
                    return Ok(());
                }
                '\\' => _ = self.next(),
                '"' => {
                    self.next();
                    self.quoted(&mut String::new())?;
                    continue;
                }
                '\'' if !is_quoted => {
                    self.next();
                    let (_, rest) = self.rest.split_once('\'').ok_or(Refusal::Unfinished)?;
                    self.rest = rest;
                    continue;
                }
                _ => {}
            }
            self.next();
        }
    }

    /// Reads up to the `'` that no `\` stands before.
    fn escapes(&mut self) -> Result<(), Refusal> {
        loop {
            match self.next().ok_or(Refusal::Unfinished)? {
                '\'' => return Ok(()),
                '\\' => _ = self.next(),
                _ => {}
            }
        }
    }

    /// Reads the text of a here-document: what stands in it is put in place, but nothing is quoted.
    pub(super) fn text(&mut self) -> Result<(), Refusal> {
        while let Some(next) = self.peek() {
            match next {
                '$' => self.dollar(&mut String::new(), true)?,
                '`' => self.backtick(&mut String::new(), true)?,
                '\\' => {
                    self.next();
                    self.next();
                }
                _ => _ = self.next(),
            }
        }
        Ok(())
    }
}

/// What was read between two places of a text.
fn read<'t>(before: &'t str, after: &str) -> &'t str {
    before.get(..before.len() - after.len()).unwrap_or_default()
}
