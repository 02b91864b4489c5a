//! The reference pages, in Markdown: the language from the vocabulary, the rules from their declarations.

mod language;
mod rules;
mod text;

pub use text::sentence;

/// A page and its path below `docs/reference/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The path.
    pub path: String,
    /// The whole text.
    pub text: String,
}

/// Every page, the same bytes each time.
#[must_use]
pub fn pages() -> Vec<Page> {
    let mut pages = vec![
        Page { path: "language.md".to_owned(), text: language::page() },
        Page { path: "rules.md".to_owned(), text: rules::index() },
    ];
    pages.extend(rules::groups());
    pages
}
