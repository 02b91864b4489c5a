//! `--watch`: checks again whenever something changes, until it is ended.

use bailiwick_engine::workspace::{Refreshed, Workspace};
use bailiwick_engine::world::Disk;
use bailiwick_engine::world::watch::{Change, Watch};
use bailiwick_schema::path::FilePath;

use super::{Arguments, Checked, Context, load};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::diagnostics::Format;
use crate::place::Found;

/// Checks, waits for a change, and checks again what it touches.
pub(super) fn run(
    arguments: &Arguments,
    context: &Context,
    found: &Found,
) -> Result<Exit, Failure> {
    let watch = Watch::new(found.disk.root()).map_err(|error| {
        Failure::new(format!("the workspace cannot be watched: {error}"))
            .help("check it without `--watch`")
    })?;
    let mut kept = None;
    loop {
        let watched = kept.take().unwrap_or_else(|| Watched {
            workspace: load(arguments, context, &found.disk),
            has_links: None,
        });
        // A name that is mistyped or gone in the middle of an edit may be there after the next one.
        let printed = Checked::of(watched.workspace, arguments, found).and_then(|checked| {
            checked.print(arguments, context, found)?;
            Ok(Watched { workspace: checked.workspace, has_links: watched.has_links })
        });
        match printed {
            Ok(watched) => kept = Some(watched),
            Err(failure) => context.terminal.error(&failure.message, failure.help.as_deref()),
        }
        if arguments.format == Format::Human {
            context.terminal.note("waiting for changes");
        }
        let Some(change) = watch.wait() else {
            return Err(Failure::new("the workspace can no longer be watched"));
        };
        if let Some(watched) = &mut kept {
            context.terminal.progress("checking the workspace");
            watched.take_in(&found.disk, &change);
            context.terminal.done();
        }
    }
}

/// A workspace that follows its files.
struct Watched {
    workspace: Workspace,
    /// Whether it has files that are others by a link; none until that is asked.
    has_links: Option<bool>,
}

impl Watched {
    /// Takes in what changed, by as little work as it needs.
    fn take_in(&mut self, disk: &Disk, change: &Change) {
        let workspace = &self.workspace;
        let has_links = *self.has_links.get_or_insert_with(|| has_links(workspace, disk));
        let files: Option<Vec<FilePath>> = match change {
            Change::Paths(paths) if !has_links => {
                paths.iter().map(|path| disk.relative(path)).collect()
            }
            _ => None,
        };
        let refreshed = match files {
            Some(files) => self.workspace.refresh(disk, &files),
            None => self.workspace.reload(disk),
        };
        if refreshed == Refreshed::Whole {
            self.has_links = None;
        }
    }
}

/// Whether a file of the workspace is another one by a link, so that a change of one is a change of both.
fn has_links(workspace: &Workspace, disk: &Disk) -> bool {
    let declared = workspace.files().map(|(_, path)| path).filter(|path| !path.is_std());
    let mut all = declared.chain(workspace.assets().keys());
    all.any(|path| {
        let place = disk.root().join(path.as_str());
        disk.relative(&place).is_some_and(|other| other != *path)
    })
}
