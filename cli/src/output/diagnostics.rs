//! A check's findings, and the forms in which they are printed.

mod github;
mod gitlab;
mod human;
mod json;
mod junit;
mod report;
mod sarif;
#[cfg(test)]
pub(super) mod tests;

use std::sync::Arc;

use bailiwick_engine::baseline::fingerprints;
use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::path::FilePath;
use clap::ValueEnum;

use crate::terminal::Look;

pub use report::{Finding, Report, Totals};

use report::{LevelCounts, Region};

/// A form in which findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Human,
    /// JSON, as `bailiwick schema check` says
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of GitHub Actions
    Github,
    /// A Code Quality report of GitLab
    Gitlab,
    /// JUnit XML
    Junit,
}

impl Format {
    /// From where the paths in this form are counted.
    #[must_use]
    pub const fn paths_from(self) -> PathsFrom {
        match self {
            Self::Human => PathsFrom::CurrentDirectory,
            Self::Json => PathsFrom::Workspace,
            Self::Sarif | Self::Github | Self::Gitlab | Self::Junit => PathsFrom::Repository,
        }
    }

    /// The report in this form.
    #[must_use]
    pub fn print(self, report: &Report<'_>, look: Look) -> String {
        match self {
            Self::Human => human::print(report, look),
            Self::Json => json::print(report),
            Self::Sarif => sarif::print(report),
            Self::Github => github::print(report),
            Self::Gitlab => gitlab::print(report),
            Self::Junit => junit::print(report),
        }
    }
}

/// Findings of one text for people, without hints and summary.
#[must_use]
pub fn print_findings(
    diagnostics: &[Diagnostic],
    source: &dyn Fn(&FilePath) -> Option<Arc<str>>,
    look: Look,
) -> String {
    let fingerprints = fingerprints(diagnostics, source);
    let findings = diagnostics.iter().zip(&fingerprints);
    let findings =
        findings.map(|(diagnostic, fingerprint)| Finding { diagnostic, fingerprint }).collect();
    human::print_findings(&Report::new(findings, source, Totals::default()), look)
}

/// What the paths in a form are relative to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathsFrom {
    /// The workspace root: the same wherever the command runs.
    Workspace,
    /// The folder the command runs in, as a reader's terminal does.
    CurrentDirectory,
    /// The root of the repository, as services that show a repository's files do.
    Repository,
}
