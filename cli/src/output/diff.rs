//! What differs between two workspaces, for people and for programs.

mod human;
mod json;
mod pieces;
mod sentence;

use bailiwick_engine::diff::FleetDiff;
use clap::ValueEnum;

use super::prefix::Prefix;
use crate::terminal::Look;

/// A form in which a difference is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Human,
    /// JSON, as `bailiwick schema diff` says
    Json,
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
    /// The difference in this form.
    #[must_use]
    pub fn print(self, report: &Report<'_>, look: Look) -> String {
        match self {
            Self::Human => human::print(report, look),
            Self::Json => json::print(report),
        }
    }
}
