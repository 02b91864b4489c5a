//! The splitter: finds the simple commands of a line, and what may run besides.
//!
//! Source: the shell command language of POSIX.1-2024, section 2; where dash and bash differ, the line is in doubt.

use super::compound::{Head, State};
use super::programs::{BUILTINS, KEYWORDS, MAYBE_PROGRAMS, MOVERS};
use super::reach::Reach;
use super::word::Word;
use super::{Doubt, Line, Part, command};
use crate::permission::Refusal;

/// How deep substitutions, subshells and scripts may stand in each other.
const DEEPEST: usize = 16;

/// How many such places a text counts for that a shell is handed.
const JOINED: usize = 4;

/// A line while it is split.
pub(super) struct Splitter<'t> {
    pub(super) rest: &'t str,
    pub(super) parts: Vec<Part>,
    pub(super) doubt: Option<Doubt>,
    /// The here-documents whose text begins with the next line.
    pub(super) pending: Vec<super::here::Here>,
    depth: usize,
}

/// What ends a list of commands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Text,
    Parenthesis,
}

/// Splits a text that stands so deep in others.
pub(super) fn lines(text: &str, depth: usize) -> Result<Line, Refusal> {
    let mut splitter = Splitter::new(text, depth)?;
    splitter.commands(End::Text)?;
    let Splitter { parts, mut doubt, .. } = splitter;
    let line = Line { parts, doubt: None };
    if line.programs().any(|first| MOVERS.contains(&first)) {
        let has_file = line.parts.iter().any(|part| matches!(part, Part::File(..)));
        doubt = doubt
            .or(has_file.then_some(Doubt::Redirect))
            .or(line.starts_from_folder().then_some(Doubt::Folder));
    }
    Ok(Line { doubt, ..line })
}

impl<'t> Splitter<'t> {
    pub(super) fn new(text: &'t str, depth: usize) -> Result<Self, Refusal> {
        if depth > DEEPEST {
            return Err(Refusal::TooDeep);
        }
        Ok(Self { rest: text, parts: Vec::new(), doubt: None, pending: Vec::new(), depth })
    }

    /// How deep a text within this one stands.
    pub(super) const fn deeper(&self) -> usize {
        self.depth + 1
    }

    pub(super) fn is_at(&self, text: &str) -> bool {
        self.rest.starts_with(text)
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    pub(super) fn next(&mut self) -> Option<char> {
        let mut characters = self.rest.chars();
        let next = characters.next();
        self.rest = characters.as_str();
        next
    }

    pub(super) fn take(&mut self, text: &str) -> bool {
        match self.rest.strip_prefix(text) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    pub(super) fn take_any(&mut self, texts: &[&'static str]) -> Option<&'static str> {
        texts.iter().find(|text| self.take(text)).copied()
    }

    pub(super) fn doubt(&mut self, doubt: Doubt) {
        self.doubt = self.doubt.or(Some(doubt));
    }

    /// Splits a text within this one.
    pub(super) fn within(&mut self, text: &str) -> Result<(), Refusal> {
        let line = lines(text, self.deeper())?;
        self.parts.extend(line.parts);
        if let Some(doubt) = line.doubt {
            self.doubt(doubt);
        }
        Ok(())
    }

    pub(super) fn blanks(&mut self) {
        while self.take(" ") || self.take("\t") || self.take("\\\n") {}
    }

    /// Reads commands up to an end, which is read, too.
    pub(super) fn commands(&mut self, end: End) -> Result<(), Refusal> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(Refusal::TooDeep);
        }
        let (mut words, mut state) = (Vec::new(), State::default());
        loop {
            self.blanks();
            match self.peek() {
                None if end == End::Parenthesis => return Err(Refusal::Unfinished),
                None => break,
                Some('(' | '|') if state.head == Head::Patterns => _ = self.next(),
                Some(')') if state.head == Head::Patterns => {
                    self.next();
                    state.head = Head::None;
                }
                Some(')') if end == End::Parenthesis => {
                    self.next();
                    break;
                }
                Some(')') => {
                    // A mistake.
                    self.doubt(Doubt::Function);
                    self.next();
                    words.clear();
                    state.head = Head::None;
                }
                Some('(') => self.parenthesis(&mut words)?,
                Some('\n' | ';' | '&' | '|') => {
                    let is_next = self.operator(std::mem::take(&mut words))?;
                    state.end(is_next);
                }
                Some('<' | '>') => self.redirect()?,
                Some('#') => {
                    self.doubt(Doubt::Comment);
                    while self.peek().is_some_and(|next| next != '\n') {
                        self.next();
                    }
                }
                Some(_) => {
                    let word = self.word()?;
                    self.add(&mut words, word, &mut state);
                }
            }
        }
        self.finish(words)?;
        self.depth -= 1;
        Ok(())
    }

    /// Adds a word to a command, unless it belongs to one of the shell's own.
    fn add(&mut self, words: &mut Vec<Word>, word: Word, state: &mut State) {
        if state.takes(&word) {
            return;
        }
        let is_number = word.is_bare && word.text.bytes().all(|byte| byte.is_ascii_digit());
        if is_number && matches!(self.peek(), Some('<' | '>')) {
            // Some shells take only one digit for a descriptor.
            if word.text.len() > 1 {
                self.doubt(Doubt::Redirect);
            }
            return;
        }
        let is_keyword = word.is_bare && KEYWORDS.contains(&word.text.as_str());
        if words.is_empty() && is_keyword {
            self.doubt(Doubt::Keyword);
            state.begin(&word.text);
            if !MAYBE_PROGRAMS.contains(&word.text.as_str()) {
                return;
            }
        }
        words.push(word);
    }

    /// Reads what ends a command, or joins it to the next; says whether it ends one of the lists of `case`.
    fn operator(&mut self, words: Vec<Word>) -> Result<bool, Refusal> {
        self.finish(words)?;
        if self.take("\n") {
            self.here_documents()?;
            return Ok(false);
        }
        if self.is_at("&>") {
            self.doubt(Doubt::Redirect);
            self.next();
            return Ok(false);
        }
        let all = ["&&", "||", "|&", ";;&", ";;", ";&", ";", "&", "|"];
        let sign = self.take_any(&all);
        if matches!(sign, Some("|&" | ";;&" | ";;" | ";&")) {
            self.doubt(Doubt::Keyword);
        }
        Ok(matches!(sign, Some(";;&" | ";;" | ";&")))
    }

    /// Reads a subshell, or what a function begins with.
    fn parenthesis(&mut self, words: &mut Vec<Word>) -> Result<(), Refusal> {
        self.next();
        if !words.is_empty() || self.is_at("(") {
            self.doubt(Doubt::Function);
        }
        if !words.is_empty() {
            self.blanks();
            if self.take(")") {
                words.clear();
                return Ok(());
            }
        }
        self.finish(std::mem::take(words))?;
        self.commands(End::Parenthesis)
    }

    /// Takes a command for a part.
    fn finish(&mut self, words: Vec<Word>) -> Result<(), Refusal> {
        let mut words = words.into_iter().peekable();
        while words.next_if(Word::is_assignment).is_some() {
            self.doubt(Doubt::Assignment);
        }
        let words: Vec<String> = words.map(|word| word.text).collect();
        let Some(first) = words.first() else { return Ok(()) };
        let sets_variable =
            first == "printf" && words.get(1).is_some_and(|word| word.starts_with("-v"));
        if BUILTINS.contains(&first.as_str()) || sets_variable {
            self.doubt(Doubt::Builtin);
        }
        self.parts.push(Part::Command(command(&words)));
        let reach = Reach::of(&words);
        for text in &reach.scripts {
            self.script(text, self.deeper())?;
        }
        for text in &reach.joined {
            self.script(text, self.depth + JOINED)?;
        }
        let commands = reach.commands.iter().filter(|words| !words.is_empty());
        self.parts.extend(commands.map(|words| Part::Script(command(words))));
        self.parts.extend(reach.beginnings.iter().map(|words| Part::Beginning(command(words))));
        self.parts.extend(reach.wrappings.iter().map(|words| Part::Wrapping(command(words))));
        self.doubt = self.doubt.or(reach.doubt);
        Ok(())
    }

    /// Takes the commands of a script that a command is given.
    pub(super) fn script(&mut self, text: &str, depth: usize) -> Result<(), Refusal> {
        match lines(text, depth) {
            Ok(line) => {
                self.parts.extend(line.parts.into_iter().map(Part::in_script));
                self.doubt = self.doubt.or(line.doubt);
            }
            Err(Refusal::TooDeep) => return Err(Refusal::TooDeep),
            Err(_) => self.doubt(Doubt::Script),
        }
        Ok(())
    }
}
