//! A check's findings with all that any form shows of them: sources, places, counts, the summary.

use std::sync::{Arc, LazyLock};

use bailiwick_engine::baseline::Fingerprint;
use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::path::FilePath;
use bailiwick_schema::rule::Severity;
use bailiwick_schema::span::{Position, Span};
use rustc_hash::FxHashMap;

use crate::output::count::counted;
use crate::output::prefix::Prefix;
use crate::output::source::Source;

/// What was checked, and what was not shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Totals {
    /// Files read.
    pub files: usize,
    /// Agents checked.
    pub agents: usize,
    /// Environments they were checked in.
    pub environments: usize,
    /// Findings that a baseline knows, and so are left out.
    pub known: usize,
    /// Findings that comments in the files silence.
    pub silenced: usize,
    /// Violations of policies that a waiver lets stand.
    pub waived: usize,
    /// Errors beyond those that are listed, of files with very many.
    pub unlisted: usize,
}

/// A check's findings with all that a form shows of them.
pub struct Report<'a> {
    findings: Vec<Finding<'a>>,
    sources: FxHashMap<&'a FilePath, Source>,
    totals: Totals,
    prefix: Prefix,
}

/// A finding and its fingerprint.
#[derive(Clone, Copy)]
pub struct Finding<'a> {
    /// What was found.
    pub diagnostic: &'a Diagnostic,
    /// What tells it from all others.
    pub fingerprint: &'a Fingerprint,
}

/// How many findings there are of each level.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LevelCounts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Infos.
    pub infos: usize,
}

/// Both ends of a range as people count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region {
    /// The first character.
    pub start: Position,
    /// The character after the last.
    pub end: Position,
}

impl<'a> Report<'a> {
    /// A report of findings, in their order; `source` gives the texts of the files that they name.
    #[must_use]
    pub fn new(
        findings: Vec<Finding<'a>>,
        source: &dyn Fn(&FilePath) -> Option<Arc<str>>,
        totals: Totals,
    ) -> Self {
        let mut sources = FxHashMap::default();
        for path in findings.iter().flat_map(|finding| paths(finding.diagnostic)) {
            if !sources.contains_key(path)
                && let Some(text) = source(path)
            {
                sources.insert(path, Source::new(text));
            }
        }
        Self { findings, sources, totals, prefix: Prefix::default() }
    }

    /// Prints the paths of the workspace's files so.
    #[must_use]
    pub fn under(mut self, prefix: impl Into<Prefix>) -> Self {
        self.prefix = prefix.into();
        self
    }

    /// The findings.
    #[must_use]
    pub fn findings(&self) -> &[Finding<'a>] {
        &self.findings
    }

    /// What was checked.
    #[must_use]
    pub const fn totals(&self) -> &Totals {
        &self.totals
    }

    /// The text of a file; none where it could not be read.
    #[must_use]
    pub fn source(&self, path: &FilePath) -> Option<&Source> {
        self.sources.get(path)
    }

    /// A file's path as it is printed.
    #[must_use]
    pub fn shown_path(&self, path: &FilePath) -> String {
        if path.is_std() { path.to_string() } else { self.prefix.path(path.as_str()) }
    }

    /// Both ends of a range, columns in characters; the first character where the file has no text.
    #[must_use]
    pub fn region(&self, path: &FilePath, span: Span) -> Region {
        self.region_by(path, |source| Region {
            start: source.position(span.start),
            end: source.position(span.end),
        })
    }

    /// Both ends of a range, columns in UTF-16 code units.
    #[must_use]
    pub fn utf16_region(&self, path: &FilePath, span: Span) -> Region {
        self.region_by(path, |source| Region {
            start: source.utf16_position(span.start),
            end: source.utf16_position(span.end),
        })
    }

    fn region_by(&self, path: &FilePath, region: impl Fn(&Source) -> Region) -> Region {
        static EMPTY: LazyLock<Source> = LazyLock::new(|| Source::new(Arc::from("")));
        region(self.source(path).unwrap_or(&EMPTY))
    }

    /// How many findings there are of each level, those that are not listed included.
    #[must_use]
    pub fn counts(&self) -> LevelCounts {
        let count = |severity| {
            let of_level = |finding: &&Finding<'_>| finding.diagnostic.severity == severity;
            self.findings.iter().filter(of_level).count()
        };
        LevelCounts {
            errors: count(Severity::Error) + self.totals.unlisted,
            warnings: count(Severity::Warning),
            infos: count(Severity::Info),
        }
    }

    /// One line that says what was checked and what was found.
    #[must_use]
    pub fn summary(&self) -> String {
        let totals = &self.totals;
        let LevelCounts { errors, warnings, infos } = self.counts();
        let found: Vec<String> = [(errors, "error"), (warnings, "warning"), (infos, "info")]
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, noun)| counted(count, noun))
            .collect();
        let found = if found.is_empty() { "nothing found".to_owned() } else { found.join(", ") };
        let environments = match totals.environments {
            0 => String::new(),
            count => format!(" in {}", counted(count, "environment")),
        };
        let left_out: Vec<String> =
            [(totals.known, "known"), (totals.silenced, "silenced"), (totals.waived, "waived")]
                .into_iter()
                .filter(|(count, _)| *count > 0)
                .map(|(count, why)| format!("{count} {why}"))
                .collect();
        let left_out = match left_out.join(", ") {
            none if none.is_empty() => none,
            some => format!(" ({some})"),
        };
        let agents = counted(totals.agents, "agent");
        let files = counted(totals.files, "file");
        format!("checked {agents}{environments}, {files}: {found}{left_out}")
    }
}

/// Every file that a finding names.
fn paths(diagnostic: &Diagnostic) -> impl Iterator<Item = &FilePath> {
    let edits = diagnostic.fix.iter().flat_map(|fix| &fix.edits);
    std::iter::once(&diagnostic.primary.path)
        .chain(diagnostic.related.iter().map(|label| &label.path))
        .chain(edits.map(|edit| &edit.path))
}
