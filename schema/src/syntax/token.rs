//! The tokens of a text; together they are the text, byte for byte.

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum TokenKind {
    /// A byte order mark at the very start.
    ByteOrderMark,
    /// Spaces and tabs, within a line.
    Space,
    /// One line end; CRLF is one.
    Newline,
    /// `// …`, without its line end.
    LineComment,
    /// `/* … */`.
    BlockComment,
    /// `\` before a line end: the node goes on in the next line.
    Backslash,
    /// `/-`: what follows is left out.
    Slashdash,
    /// `;`.
    Semicolon,
    /// `{`.
    OpenBrace,
    /// `}`.
    CloseBrace,
    /// `(`.
    OpenParenthesis,
    /// `)`.
    CloseParenthesis,
    /// `=`.
    Equals,
    /// A text without quotes.
    Identifier,
    /// `"…"`.
    QuotedString,
    /// `"""…"""`.
    MultiLineString,
    /// `#"…"#`.
    RawString,
    /// `#"""…"""#`.
    MultiLineRawString,
    /// A number in digits.
    Number,
    /// `#true`, `#false`, `#null`, `#inf`, `#-inf`, `#nan`.
    Keyword,
    /// What is no KDL.
    Unknown,
    /// Nothing; stands after the last byte.
    End,
}

impl TokenKind {
    /// Whether it is a text in any of its notations.
    #[must_use]
    pub const fn is_text(self) -> bool {
        matches!(
            self,
            Self::Identifier
                | Self::QuotedString
                | Self::MultiLineString
                | Self::RawString
                | Self::MultiLineRawString
        )
    }

    /// Whether it is a comment of either kind.
    #[must_use]
    pub const fn is_comment(self) -> bool {
        matches!(self, Self::LineComment | Self::BlockComment)
    }
}

/// A token; it ends where the next one starts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub(super) start: u32,
    pub(super) kind: TokenKind,
    pub(super) flags: TokenFlags,
}

/// What the lexer saw in a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct TokenFlags(u8);

impl TokenFlags {
    pub(super) const NONE: Self = Self(0);
    /// A text with backslashes, so that it does not stand for itself.
    pub(super) const ESCAPED: Self = Self(1);
    /// An error lies in the token.
    pub(super) const BROKEN: Self = Self(2);
    /// The text has no end.
    pub(super) const UNCLOSED: Self = Self(4);
    /// `true`, `false`, `null`, `inf`, `-inf` or `nan` without its `#`.
    pub(super) const BARE_KEYWORD: Self = Self(8);
    /// A text in `"` that does not end on its line, whether or not it ends on a later one.
    pub(super) const OVER_LINES: Self = Self(16);

    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}
