//! Very long names and values, as findings quote them: their beginning and their length.

#[cfg(test)]
mod tests;

use super::Diagnostic;

/// The longest quotation that is shown whole, in bytes.
const LONGEST: usize = 160;
/// How much is shown of a longer one, in characters.
const SHOWN: usize = 80;
/// The longest sentence, in bytes, where quotations hold backticks themselves.
const LONGEST_SENTENCE: usize = 8192;

impl Diagnostic {
    /// Cuts what a reader is told of very long names and values; the edits of a fix stay whole.
    pub fn shorten(&mut self) {
        let labels = self.related.iter_mut().map(|label| &mut label.text);
        let told = [&mut self.message, &mut self.primary.text].into_iter().chain(labels);
        let title = self.fix.as_mut().map(|fix| &mut fix.title);
        for sentence in told.chain(&mut self.help).chain(title) {
            if sentence.len() > LONGEST {
                *sentence = shortened(sentence);
            }
        }
    }
}

/// A sentence with every long quotation cut.
fn shortened(sentence: &str) -> String {
    let (mut short, mut mark) = (String::new(), "");
    for (at, part) in sentence.split('`').enumerate() {
        short.push_str(std::mem::replace(&mut mark, "`"));
        let is_quoted = at % 2 == 1;
        if is_quoted && part.len() > LONGEST {
            short.push_str(&format!("{}…` ({} characters)", beginning(part), part.chars().count()));
            mark = "";
        } else {
            short.push_str(part);
        }
    }
    if short.len() > LONGEST_SENTENCE {
        short = format!("{}… ({} characters)", beginning(&short), short.chars().count());
    }
    short
}

fn beginning(text: &str) -> String {
    text.chars().take(SHOWN).collect()
}
