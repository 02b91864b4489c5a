//! Patterns over the resources of an action: each denotes a regular language over canonical spellings.

mod alternatives;
pub(crate) mod command;
mod foreign;
mod glob;
mod name;
mod path;
mod started;
mod url;

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use super::language::Language;
use super::{Action, Effect, Resource, Space};

pub use foreign::Piece;

/// A pattern of one action; cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Pattern(Arc<Content>);

#[derive(Debug, PartialEq, Eq, Hash)]
struct Content {
    canonical: Box<str>,
    languages: Vec<Language>,
    /// What a rule matches that denies or asks, where that is more.
    guarding: Vec<Language>,
}

/// Why a text is no pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatternError {
    /// The bytes of the pattern that are at fault.
    pub at: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// The most bytes of a pattern: longer than any path that Linux opens.
const MOST_BYTES: usize = 4096;

impl Pattern {
    /// Reads a pattern of an action.
    ///
    /// # Errors
    ///
    /// A text that is none, with the place of the first character that is at fault.
    pub fn read(action: Action, text: &str) -> Result<Self, PatternError> {
        if text.is_empty() {
            return Err(PatternError::new(
                0..0,
                "an empty pattern matches nothing",
                "write `**` for everything",
            ));
        }
        if text.len() > MOST_BYTES {
            let at = text.floor_char_boundary(MOST_BYTES);
            let message = format!("a pattern has at most {MOST_BYTES} bytes");
            return Err(PatternError::new(at..text.len(), message, "write several patterns"));
        }
        match action {
            Action::Read | Action::Write => path::read(text),
            Action::Run => command::read(text),
            Action::Fetch => url::read(text),
            Action::Call => name::tool(text),
            Action::Delegate | Action::Recall | Action::Remember => name::name(text),
        }
    }

    /// The pattern of a rule: one that cannot be read gives nothing where it allows, and matches everything where it denies or asks.
    pub(super) fn of_rule(effect: Effect, action: Action, text: &str) -> Option<Self> {
        Self::or_everything(effect, action, Self::read(action, text))
    }

    /// The same for a pattern that was read already.
    pub(super) fn or_everything(
        effect: Effect,
        action: Action,
        read: Result<Self, PatternError>,
    ) -> Option<Self> {
        match read {
            Ok(pattern) => Some(pattern),
            Err(_) if effect == Effect::Allow => None,
            Err(_) => Self::everything(action),
        }
    }

    /// The pattern that matches every resource of an action.
    pub(crate) fn everything(action: Action) -> Option<Self> {
        let is_path = matches!(action, Action::Read | Action::Write);
        Self::read(action, if is_path { "{**,/**,~/**}" } else { "**" }).ok()
    }

    /// The pattern that matches one agent or memory.
    pub(super) fn exactly(name: &str) -> Self {
        name::exactly(name)
    }

    /// The pattern that matches the tools of a server that a name or pattern of an `only` leaves.
    pub(super) fn tools(server: &str, only: &str) -> Self {
        name::tools(server, only)
    }

    /// The pattern that matches one tool of a server.
    #[must_use]
    pub fn one_tool(server: &str, tool: &str) -> Self {
        name::one_tool(server, tool)
    }

    /// The pattern that matches every tool of a server.
    #[must_use]
    pub fn tools_of(server: &str) -> Self {
        name::tools(server, "*")
    }

    /// The pattern that matches what one of these matches; none where there are none.
    #[must_use]
    pub fn any_of(patterns: impl IntoIterator<Item = Self>) -> Option<Self> {
        let all: Vec<Self> = patterns.into_iter().collect();
        let spellings: Vec<&str> = all.iter().map(Self::as_str).collect();
        let languages =
            |effect| all.iter().flat_map(|one| one.languages_for(effect)).cloned().collect();
        let any =
            Self::guarding(spellings.join(" "), languages(Effect::Allow), languages(Effect::Deny));
        (!all.is_empty()).then_some(any)
    }

    /// The pattern of commands that start a program, whatever its version, with one of some rows of words.
    pub(crate) fn started(folder: &str, name: &str, rows: &[&str]) -> Self {
        started::started(folder, name, rows)
    }

    /// Whether what a rule that denies this matches could be allowed by the other, as far as how both begin and end tells.
    pub(crate) fn may_meet(&self, other: &Self) -> bool {
        let meets = |one: &Language| {
            other.languages().iter().any(|two| one.space() == two.space() && one.may_meet(two))
        };
        self.languages_for(Effect::Deny).iter().any(meets)
    }

    /// What it matches, as a text that only patterns that match the same way have.
    pub(crate) fn content(&self) -> String {
        let all = self.0.languages.iter().chain(&self.0.guarding);
        all.map(Language::content).collect::<Vec<_>>().join("\n")
    }

    /// Its one spelling: patterns with the same are the same.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0.canonical
    }

    /// What it matches as it is written, and what a rule matches that denies or asks.
    fn guarding(
        canonical: impl Into<Box<str>>,
        languages: Vec<Language>,
        guarding: Vec<Language>,
    ) -> Self {
        Self(Arc::new(Content { canonical: canonical.into(), languages, guarding }))
    }

    /// The pattern that is one language.
    pub(super) fn of(language: Language) -> Self {
        Self::written("", vec![language])
    }

    /// The pattern that matches the commands that are given what is run by a shell, or further words.
    pub(super) fn scripts() -> Self {
        Self::of(command::scripts())
    }

    /// What every rule matches as it is written.
    fn written(canonical: impl Into<Box<str>>, languages: Vec<Language>) -> Self {
        Self::guarding(canonical, languages, Vec::new())
    }

    /// The same, which matches no more than is written, whatever the effect.
    #[must_use]
    pub fn as_written(&self) -> Self {
        if self.0.guarding.is_empty() {
            return self.clone();
        }
        Self::written(self.as_str(), self.0.languages.clone())
    }

    /// Whether a rule of an effect matches a resource by it.
    #[must_use]
    pub fn matches(&self, resource: &Resource, effect: Effect) -> bool {
        let text = resource.read_as();
        let here = self.languages_for(effect).iter();
        here.filter(|own| own.space() == resource.space())
            .any(|language| language.matches(&text).unwrap_or(false))
    }

    pub(super) fn languages(&self) -> &[Language] {
        &self.0.languages
    }

    /// What a rule of an effect matches by it: one that denies or asks cannot be got around by wrappers.
    pub(super) fn languages_for(&self, effect: Effect) -> &[Language] {
        if effect == Effect::Allow || self.0.guarding.is_empty() {
            &self.0.languages
        } else {
            &self.0.guarding
        }
    }
}

impl PatternError {
    fn new(at: Range<usize>, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { at, message: message.into(), help: help.into() }
    }
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// A regular expression while it is written, with the characters that it tells from others.
#[derive(Debug, Default)]
struct Expression {
    text: String,
    mentioned: u128,
    beyond: bool,
}

impl Expression {
    fn literal(&mut self, character: char) {
        self.mention(character, character);
        regex_syntax::escape_into(character.encode_utf8(&mut [0; 4]), &mut self.text);
    }

    fn raw(&mut self, expression: &str) {
        self.text.push_str(expression);
    }

    fn mention(&mut self, first: char, last: char) {
        self.beyond |= !last.is_ascii();
        for code in u32::from(first)..=u32::from(last).min(127) {
            self.mentioned |= 1 << code;
        }
    }

    fn language(self, space: Space) -> Language {
        let mentioned = (!self.beyond).then_some(self.mentioned);
        Language::new(space, self.text.into(), mentioned)
    }

    /// The same for a language of our own, which may be as large as it is.
    fn ours(self, space: Space) -> Language {
        let mentioned = (!self.beyond).then_some(self.mentioned);
        Language::ours(space, self.text.into(), mentioned)
    }
}
