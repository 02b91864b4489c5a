//! `--watch`: checks again whenever something changes, until it is ended.

use bailiwick_engine::world::watch::Watch;

use super::{Arguments, Checked, Context};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::diagnostics::Format;
use crate::place::Found;

/// Checks, waits for a change, and checks again.
pub(super) fn run(
    arguments: &Arguments,
    context: &Context,
    found: &Found,
) -> Result<Exit, Failure> {
    let watch = Watch::new(found.disk.root()).map_err(|error| {
        Failure::new(format!("the workspace cannot be watched: {error}"))
            .help("check it without `--watch`")
    })?;
    loop {
        let checked = Checked::new(arguments, context, found, &found.disk);
        // A name that is mistyped or gone in the middle of an edit may be there after the next one.
        let printed = checked.and_then(|checked| checked.print(arguments, context, found));
        if let Err(failure) = printed {
            context.terminal.error(&failure.message, failure.help.as_deref());
        }
        if arguments.format == Format::Human {
            context.terminal.note("waiting for changes");
        }
        if !watch.wait() {
            return Err(Failure::new("the workspace can no longer be watched"));
        }
    }
}
