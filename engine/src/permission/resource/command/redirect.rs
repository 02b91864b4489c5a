//! Redirects: each reads or writes a file.

use super::split::{End, Splitter};
use super::{Doubt, Part};
use crate::permission::{Action, Refusal};

/// Nothing is kept there, and nothing is found.
const NOWHERE: &str = "/dev/null";

/// Below these, bash opens connections.
const CONNECTIONS: [&str; 2] = ["/dev/tcp/", "/dev/udp/"];

impl Splitter<'_> {
    /// Reads a redirect at its sign.
    pub(super) fn redirect(&mut self) -> Result<(), Refusal> {
        let all = ["<<<", "<<-", "<<", "<>", "<&", "<(", "<", ">>", ">&", ">|", ">(", ">"];
        let (reads, writes) = match self.take_any(&all) {
            Some(sign @ ("<<-" | "<<")) => return self.here(sign == "<<-"),
            Some("<<<") => {
                self.doubt(Doubt::HereDocument);
                // A shell given this text runs it.
                let text = self.target()?;
                return match self.script(&text, self.deeper()) {
                    Err(Refusal::TooDeep) => Err(Refusal::TooDeep),
                    _ => Ok(()),
                };
            }
            Some("<(" | ">(") => {
                self.doubt(Doubt::Substitution);
                return self.commands(End::Parenthesis);
            }
            Some(sign @ ("<&" | ">&")) => {
                let target = self.target()?;
                if target == "-" || target.bytes().all(|byte| byte.is_ascii_digit()) {
                    return Ok(());
                }
                self.doubt(Doubt::Redirect);
                self.file(&target, sign == "<&", sign == ">&");
                return Ok(());
            }
            Some("<>") => (true, true),
            Some("<") => (true, false),
            _ => (false, true),
        };
        let target = self.target()?;
        self.file(&target, reads, writes);
        Ok(())
    }

    /// The word behind the sign of a redirect.
    fn target(&mut self) -> Result<String, Refusal> {
        self.blanks();
        let before = self.rest;
        let word = self.word()?;
        if self.rest.len() == before.len() {
            return Err(Refusal::Unfinished);
        }
        // Quoted, `~` is a name like any other.
        let is_name = word.text.starts_with('~') && !before.starts_with('~');
        Ok(if is_name { format!("./{}", word.text) } else { word.text })
    }

    fn file(&mut self, path: &str, reads: bool, writes: bool) {
        if CONNECTIONS.iter().any(|folder| path.starts_with(folder)) {
            self.doubt(Doubt::Redirect);
        }
        if path == NOWHERE {
            return;
        }
        for (action, _) in
            [(Action::Read, reads), (Action::Write, writes)].iter().filter(|(_, is)| *is)
        {
            self.parts.push(Part::File(*action, path.to_owned()));
        }
    }
}
