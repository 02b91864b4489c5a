//! Which of several rules that match a request counts: here, and in the runtimes that are rendered to.

/// Which of several rules that match a request counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Precedence {
    /// The one that gives least: `deny` over `ask` over `allow`, as in this language.
    #[default]
    Strictest,
    /// The one that stands last; rules have no conditions then.
    Last,
}
