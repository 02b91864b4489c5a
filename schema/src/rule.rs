//! What a rule is: its code, name, words and examples, declared beside the code that finds it.

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; never fails a check.
    Info,
    /// Likely wrong; fails a check only where the level is raised.
    Warning,
    /// Wrong; fails a check.
    Error,
}

impl Severity {
    /// The word in output and in `level` (`error`, `warning`, `info`).
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A rule that can find something, with all that is said about it anywhere.
///
/// `explain`, SARIF rule help, hover and the rule pages read these words. `bad` and `good` are run by a test:
/// the bad example must be found by this rule, the good one must be clean of every rule.
///
/// An example is a KDL text, or several files in txtar form (`-- path --` lines). What stands before the first such
/// line is `context.kdl`; a `bailiwick.kdl` is added where there is none. In it, a line that begins with `\x` and two
/// hexadecimal digits begins with that byte, and a line `\*500 words` stands for 500 lines.
#[derive(Debug)]
pub struct Rule {
    /// Stable code, `BW` and four digits; never reused.
    pub code: &'static str,
    /// Name that reads well after "allow": `floating-model-alias`.
    pub name: &'static str,
    /// Level where the workspace sets none.
    pub severity: Severity,
    /// What is reported, as a noun with its article: lower case, without a full stop (`a name that nothing declares`).
    pub summary: &'static str,
    /// Why it matters and what to do, in Markdown.
    pub why: &'static str,
    /// An example in which this rule finds something.
    pub bad: &'static str,
    /// The same example, mended.
    pub good: &'static str,
    /// Entries of public catalogues it covers (`OWASP ASI04`, `CWE-798`), and of our own rule catalogue (`SC001`).
    pub references: &'static [&'static str],
}
