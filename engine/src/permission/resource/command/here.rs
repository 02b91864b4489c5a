//! Here-documents: their text is no command, but what is put in place in it may run some.

use super::split::{Splitter, lines};
use super::{Doubt, Part};
use crate::permission::Refusal;

/// A here-document whose text is still to come.
#[derive(Debug, Clone)]
pub(super) struct Here {
    /// The line that ends it.
    end: String,
    /// Whether nothing is put in place in its text.
    is_quoted: bool,
    /// Whether tabs in front of its lines count for nothing.
    is_indented: bool,
}

impl Splitter<'_> {
    /// Reads what stands behind `<<`.
    pub(super) fn here(&mut self, is_indented: bool) -> Result<(), Refusal> {
        self.doubt(Doubt::HereDocument);
        self.blanks();
        let word = self.word()?;
        self.pending.push(Here { end: word.text, is_quoted: !word.is_bare, is_indented });
        Ok(())
    }

    /// Reads the texts of the here-documents of the line that has ended.
    pub(super) fn here_documents(&mut self) -> Result<(), Refusal> {
        for here in std::mem::take(&mut self.pending) {
            let mut text = String::new();
            while !self.rest.is_empty() {
                let (line, rest) = self.rest.split_once('\n').unwrap_or((self.rest, ""));
                self.rest = rest;
                let shown = if here.is_indented { line.trim_start_matches('\t') } else { line };
                if shown == here.end {
                    break;
                }
                text.push_str(line);
                text.push('\n');
            }
            if !here.is_quoted {
                let mut inside = Splitter::new(&text, self.deeper())?;
                inside.text()?;
                self.parts.extend(inside.parts);
            }
            // A shell given this text runs it, and so may whatever reads it.
            if let Ok(line) = lines(&text, self.deeper()) {
                self.parts.extend(line.parts.into_iter().map(Part::in_script));
            }
        }
        Ok(())
    }
}
