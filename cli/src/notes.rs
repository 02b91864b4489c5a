//! What a reader should know beside an answer.

use bailiwick_engine::check::rules::leaves_out;
use bailiwick_engine::compose::Effective;
use bailiwick_engine::workspace::{Contexts, Workspace};

use crate::commands::Context;
use crate::output::count::counted;
use crate::output::visible::visible;

/// Says so where the agent's stage may not live in the environment.
pub fn absence(context: &Context, contexts: &Contexts<'_>, effective: &Effective<'_>) {
    if contexts.is_present(effective) {
        return;
    }
    context.terminal.note(&format!(
        "note: `{}` is not present in `{}`: the lifecycle does not allow its stage `{}` there",
        visible(&effective.name()),
        visible(effective.environment_name().unwrap_or_default()),
        visible(effective.stage().unwrap_or_default())
    ));
}

/// Says so where the workspace has errors that leave something out, so that what is shown may be a part only.
pub fn errors(context: &Context, workspace: &Workspace) {
    let errors = workspace.diagnostics().errors_of(leaves_out);
    if errors > 0 {
        context.terminal.note(&format!(
            "note: the workspace has {}, so something may be missing: `bailiwick check` says what",
            counted(errors, "error")
        ));
    }
}
