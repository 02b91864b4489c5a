//! What differs between two workspaces, for people and for programs.

mod html;
mod human;
mod json;
mod markdown;
mod pieces;
mod sarif;
mod sentence;

use bailiwick_engine::diff::FleetDiff;
use clap::ValueEnum;

use super::diagnostics::PathsFrom;
use super::prefix::Prefix;
use crate::terminal::Look;

use markdown::Flavour;

/// A form in which a difference is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Human,
    /// JSON, as `bailiwick schema diff` says
    Json,
    /// Markdown with folds, for comments on GitHub and GitLab
    Markdown,
    /// Markdown without HTML, for Bitbucket and Azure DevOps
    MarkdownFlat,
    /// One page of HTML to look at, which loads nothing
    Html,
    /// SARIF 2.1.0, for code scanning; paths are seen from the root of the repository
    Sarif,
}

/// A difference with the names of its sides.
#[derive(Debug)]
pub struct Report<'a> {
    /// What differs.
    pub difference: &'a FleetDiff,
    /// What is compared, as it was named.
    pub before: Named<'a>,
    /// What it is compared with.
    pub after: Named<'a>,
    /// How many groups are not asked for.
    pub left_out: usize,
}

/// A side of a difference.
#[derive(Debug)]
pub struct Named<'a> {
    /// Its name: a folder.
    pub name: &'a str,
    /// How the paths of its workspace are printed.
    pub prefix: Prefix,
}

impl Format {
    /// The folder that paths are seen from.
    #[must_use]
    pub const fn paths_from(self) -> PathsFrom {
        match self {
            Self::Sarif => PathsFrom::Repository,
            _ => PathsFrom::CurrentDirectory,
        }
    }

    /// The difference in this form, in Markdown with at most so many bytes.
    #[must_use]
    pub fn print(self, report: &Report<'_>, look: Look, most_bytes: usize) -> String {
        match self {
            Self::Human => human::print(report, look),
            Self::Json => json::print(report),
            Self::Html => html::print(report),
            Self::Sarif => sarif::print(report),
            Self::Markdown => markdown::print(report, Flavour::Folding, most_bytes),
            Self::MarkdownFlat => markdown::print(report, Flavour::Flat, most_bytes),
        }
    }
}
