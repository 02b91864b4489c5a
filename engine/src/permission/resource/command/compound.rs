//! Words that belong to compound commands and are no command's: those of `for`, `case` and `function`.

use super::word::Word;

/// Where words stand within compound commands.
#[derive(Debug, Default)]
pub(super) struct State {
    pub(super) head: Head,
    /// How many `case` have not come to their `esac`.
    cases: usize,
}

/// What words stand for that begin no command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Head {
    /// Commands begin here.
    #[default]
    None,
    /// Words up to the end of the command.
    Words,
    /// The word that `case` is about.
    Subject,
    /// The `in` behind it.
    In,
    /// Patterns of `case`, up to `)`.
    Patterns,
    /// The name of a function.
    Name,
}

impl State {
    /// Begins what a word of the shell's own is followed by.
    pub(super) fn begin(&mut self, keyword: &str) {
        match keyword {
            "for" | "select" => self.head = Head::Words,
            "function" => self.head = Head::Name,
            "case" => {
                self.cases += 1;
                self.head = Head::Subject;
            }
            "esac" => self.cases = self.cases.saturating_sub(1),
            _ => {}
        }
    }

    /// Whether a word belongs to a compound command.
    pub(super) fn takes(&mut self, word: &Word) -> bool {
        let is = |text: &str| word.is_bare && word.text == text;
        match self.head {
            Head::None => return false,
            Head::Subject => self.head = Head::In,
            Head::In if is("in") => self.head = Head::Patterns,
            Head::Patterns if is("esac") => {
                self.cases = self.cases.saturating_sub(1);
                self.head = Head::None;
            }
            Head::Name => self.head = Head::None,
            Head::In | Head::Patterns | Head::Words => {}
        }
        true
    }

    /// Ends a command; what follows one of the lists of `case` are patterns.
    pub(super) fn end(&mut self, is_next: bool) {
        match self.head {
            _ if is_next && self.cases > 0 => self.head = Head::Patterns,
            Head::In | Head::Patterns => {}
            _ => self.head = Head::None,
        }
    }
}
