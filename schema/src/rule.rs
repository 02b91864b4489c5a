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

/// The rules beside those of syntax and nodes without which nobody knows what is declared, and those that hold others to a policy.
const FIXED: &[&str] = &[
    "dangling-reference",
    "duplicate-name",
    "failing-template",
    "inheritance-cycle",
    "instance-param",
    "invalid-extra",
    "invalid-instances",
    "invalid-schema",
    "invalid-template",
    "large-file-pointer",
    "limit-above-policy",
    "missing-file",
    "missing-requirement",
    "missing-skill",
    "nothing-to-remove",
    "nothing-to-replace",
    "policy-violation",
    "undecodable-text",
    "unknown-module",
    "unknown-template-variable",
    "unproven-policy",
    "unreadable-file",
    "unset-param",
    "wrong-param-value",
];

impl Rule {
    /// Whether it holds in every workspace: no level lowers it, and no comment silences it.
    ///
    /// So hold the errors of syntax, of nodes and of references: past one of them, what is checked is not what was meant.
    /// So hold policies: whoever may break one says so with a dated `waive`.
    #[must_use]
    pub fn is_fixed(&self) -> bool {
        let is_of_the_language = self.code.starts_with("BW1") || self.code.starts_with("BW2");
        self.severity == Severity::Error && (is_of_the_language || FIXED.contains(&self.name))
    }
}
