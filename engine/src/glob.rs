//! Path patterns, matched against paths of the workspace.

use bailiwick_schema::path::FilePath;
use globset::GlobBuilder;
use regex_automata::meta::Regex;
use regex_automata::util::syntax;

/// A compiled path pattern: `*` stays in a part, `**` is any number of parts.
#[derive(Debug, Clone)]
pub struct Glob {
    pattern: String,
    matcher: Regex,
    folder: Option<Regex>,
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
                .and_then(|glob| compiled(glob.regex()))
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

/// As `globset` compiles it, without the automaton that is built ahead: most patterns are matched against few paths.
fn compiled(expression: &str) -> Option<Regex> {
    let syntax = syntax::Config::new().utf8(false).dot_matches_new_line(true);
    let config = Regex::config().utf8_empty(false).dfa(false).onepass(false);
    Regex::builder().syntax(syntax).configure(config).build(expression).ok()
}

impl PartialEq for Glob {
    fn eq(&self, other: &Self) -> bool {
        self.pattern == other.pattern
    }
}

impl Eq for Glob {}
