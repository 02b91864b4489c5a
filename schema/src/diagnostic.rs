//! One type for every finding, with all that any front end shows of it.

mod shorten;

use std::fmt::Display;

use crate::path::FilePath;
use crate::rule::{Rule, Severity};
use crate::span::Span;
use crate::suggest::question;

/// A finding: what is wrong, where, why, and what to do.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// Its level; the rule's own until the workspace's levels are applied.
    pub severity: Severity,
    /// What is wrong: lower case, no full stop, user text in backticks, one line.
    pub message: String,
    /// Where, and why there.
    pub primary: Label,
    /// Other places that belong to it.
    pub related: Vec<Label>,
    /// What to do.
    pub help: Option<String>,
    /// Entries of public catalogues that it is about (`owasp-agentic ASI05`), beside those of the rule.
    pub controls: Vec<String>,
    /// An edit that mends it.
    pub fix: Option<Fix>,
}

/// A place and a word about it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label {
    /// The file.
    pub path: FilePath,
    /// The bytes.
    pub span: Span,
    /// Why there; may be empty.
    pub text: String,
}

/// An edit that mends a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What it does, in the imperative (`write #true`).
    pub title: String,
    /// The edits; they do not overlap.
    pub edits: Vec<Edit>,
    /// Whether it may be applied unasked.
    pub applicability: Applicability,
}

/// One replacement in one file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// The file.
    pub path: FilePath,
    /// The bytes that go.
    pub span: Span,
    /// The text that comes.
    pub replacement: String,
}

/// Whether a fix may be applied unasked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applicability {
    /// Leaves every digest as it is.
    Safe,
    /// May change what an agent may do; applied only when asked.
    Unsafe,
}

impl Diagnostic {
    /// A finding of `rule` at a place, at the rule's own level.
    #[must_use]
    pub fn new(
        rule: &'static Rule,
        path: &FilePath,
        span: Span,
        message: impl Into<String>,
    ) -> Self {
        Self {
            rule,
            severity: rule.severity,
            message: message.into(),
            primary: Label { path: path.clone(), span, text: String::new() },
            related: Vec::new(),
            help: None,
            controls: Vec::new(),
            fix: None,
        }
    }

    /// Adds why the primary place is the one.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.primary.text = text.into();
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn related(mut self, path: &FilePath, span: Span, text: impl Into<String>) -> Self {
        self.related.push(Label { path: path.clone(), span, text: text.into() });
        self
    }

    /// Adds what to do.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    /// Asks whether this was meant.
    #[must_use]
    pub fn did_you_mean(self, near: impl Display) -> Self {
        self.help(question(near))
    }

    /// Asks whether this was meant, and adds the edit that writes it at the primary place.
    #[must_use]
    pub fn suggest(self, near: &str, replacement: impl Into<String>) -> Self {
        let (span, title) = (self.primary.span, format!("write `{near}`"));
        self.did_you_mean(near).fix(Applicability::Unsafe, title, span, replacement)
    }

    /// Adds an edit of the primary file that mends it.
    #[must_use]
    pub fn fix(
        mut self,
        applicability: Applicability,
        title: impl Into<String>,
        span: Span,
        replacement: impl Into<String>,
    ) -> Self {
        let path = self.primary.path.clone();
        let edit = Edit { path, span, replacement: replacement.into() };
        self.fix = Some(Fix { title: title.into(), edits: vec![edit], applicability });
        self
    }
}
