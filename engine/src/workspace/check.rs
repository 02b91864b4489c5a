//! One file's part of the check.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::path::FilePath;
use rustc_hash::FxHashSet;

use super::{AgentDigests, sorted};
use crate::check::rules::unknown_module;
use crate::check::{self, Report, Scope};
use crate::fleet::FileId;
use crate::policy::Used;

/// What checking one file gives.
#[derive(Debug, Default)]
pub(super) struct Checked {
    /// Of its declarations in the workspace; what it tells by itself, the file keeps.
    pub(super) scoped: Vec<Diagnostic>,
    /// Of the agents that it declares.
    pub(super) digests: Vec<AgentDigests>,
    /// How many findings were not kept.
    pub(super) unlisted: usize,
    /// What exceptions let its agents do.
    pub(super) used: Vec<Used>,
}

/// Checks one file in the workspace; `unknown` are the modules and folders that are not there.
pub(super) fn check_file(scope: &Scope<'_>, id: FileId, unknown: &FxHashSet<String>) -> Checked {
    let Some(file) = scope.fleet.file(id) else { return Checked::default() };
    let mut scoped = Report::default();
    for item in file.uses() {
        if let Some(name) = item.text().filter(|name| unknown.contains(*name)) {
            scoped.push(unknown_module::finding(item, name));
        }
    }
    let digests = check::declarations(scope, file, &mut scoped);
    Checked {
        scoped: sorted(scoped.diagnostics),
        digests,
        unlisted: scoped.unlisted,
        used: scoped.used,
    }
}

/// Makes the digests of one file's agents.
pub(super) fn digest_file(scope: &Scope<'_>, id: FileId) -> Checked {
    let digests = scope.fleet.file(id).map(|file| check::digests(scope, file));
    Checked { digests: digests.unwrap_or_default(), ..Checked::default() }
}

/// Checks a text file in the workspace.
pub(super) fn check_text(scope: &Scope<'_>, path: FilePath) -> (FilePath, Report) {
    let mut report = Report::default();
    if let Some(asset) = scope.assets.get(&path) {
        check::scoped_asset(scope, &path, asset, &mut report);
    }
    (path, report)
}
