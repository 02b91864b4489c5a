//! A side of a comparison, by the name that it is given on the command line.

use std::path::{Path, PathBuf};

use bailiwick_engine::workspace::{self, Workspace};

use crate::commands::Context;
use crate::failure::Failure;
use crate::output::diagnostics::PathsFrom;
use crate::output::prefix::Prefix;
use crate::place::shown_argument;

/// A loaded side.
pub(super) struct Side {
    /// What it holds.
    pub(super) workspace: Workspace,
    /// As it was named.
    pub(super) name: String,
    /// How its paths are printed.
    pub(super) prefix: Prefix,
}

impl Side {
    /// Loads the workspace of a folder.
    pub(super) fn load(context: &Context, name: &Path) -> Result<Self, Failure> {
        let found = context.place.workspace(&[PathBuf::from(name)])?;
        let shown = shown_argument(name);
        context.terminal.progress(&format!("reading {shown}"));
        let workspace = workspace::load(&found.disk);
        context.terminal.done();
        let prefix = context.place.prefix(found.disk.root(), PathsFrom::CurrentDirectory);
        Ok(Self { workspace, name: shown, prefix })
    }
}
