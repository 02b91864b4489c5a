//! What can be wrong with a block of frontmatter.

use bailiwick_schema::span::Span;

/// Something in a frontmatter that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What it is.
    pub kind: ProblemKind,
    /// Where, in bytes of the whole text.
    pub span: Span,
    /// What is wrong: lower case, no full stop, user text in backticks.
    pub message: String,
}

/// The kinds of problems.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProblemKind {
    /// The text begins with a byte order mark; it belongs to no part.
    ByteOrderMark,
    /// Lines end in CRLF.
    CarriageReturns,
    /// A frontmatter stands below blank lines, where no tool looks for it; it is read as body.
    NotAtStart,
    /// No line closes the frontmatter; what looked like entries was taken.
    Unclosed,
    /// `...` closes the frontmatter, which not every tool accepts.
    ClosedByDots,
    /// A second frontmatter follows the first; it is read as body.
    SecondBlock,
    /// The frontmatter has no entries.
    Empty,
    /// A list or a text stands where `key: value` lines should.
    NotMapping,
    /// Strict YAML refuses the block.
    RefusedByYaml,
    /// A value without quotes holds `: `.
    UnquotedColon,
    /// A comment follows a value without quotes, and may have been meant as part of it.
    CommentBehindValue,
    /// A tab stands in the indentation.
    TabIndentation,
    /// A line belongs to no entry.
    StrayLine,
    /// A quoted value or a bracketed list does not end.
    Unterminated,
    /// A key stands twice.
    DuplicateKey,
    /// A key is not a text.
    KeyNotText,
    /// An anchor (`&name`); the value counts, the anchor does not.
    Anchor,
    /// An alias (`*name`); it is not followed.
    Alias,
    /// A merge key (`<<`); it is not followed.
    MergeKey,
    /// A tag that has no meaning here (`!thing`).
    Tag,
    /// Values are nested too deep to be read.
    TooDeep,
    /// A NUL character.
    NullCharacter,
}

impl Problem {
    pub(super) fn new(kind: ProblemKind, span: Span, message: impl Into<String>) -> Self {
        Self { kind, span, message: message.into() }
    }
}
