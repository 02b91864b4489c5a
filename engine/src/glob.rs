//! Path patterns, matched against paths of the workspace.

use bailiwick_schema::path::FilePath;
use globset::{GlobBuilder, GlobMatcher};

/// A compiled path pattern: `*` stays in a part, `**` is any number of parts.
#[derive(Debug, Clone)]
pub struct Glob {
    pattern: String,
    matcher: GlobMatcher,
    folder: Option<GlobMatcher>,
}

impl Glob {
    /// Compiles a pattern; none where it cannot be read, which is a finding of its own.
    #[must_use]
    pub fn new(pattern: &str) -> Option<Self> {
        let build = |pattern: &str| {
            GlobBuilder::new(pattern)
                .literal_separator(true)
                .backslash_escape(true)
                .build()
                .ok()
                .map(|glob| glob.compile_matcher())
        };
        // `x/**` is `x` and everything below.
        let folder = pattern.strip_suffix("/**").and_then(build);
        Some(Self { pattern: pattern.to_owned(), matcher: build(pattern)?, folder })
    }

    /// Whether the pattern matches a path.
    #[must_use]
    pub fn matches(&self, path: &FilePath) -> bool {
        self.matcher.is_match(path.as_str())
            || self.folder.as_ref().is_some_and(|folder| folder.is_match(path.as_str()))
    }
}

impl PartialEq for Glob {
    fn eq(&self, other: &Self) -> bool {
        self.pattern == other.pattern
    }
}

impl Eq for Glob {}
