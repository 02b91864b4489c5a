//! The hook that decides every use of a tool by the policies beside the settings.
//!
//! Claude Code goes on where a hook fails; with `onFailure`, and where the command ends with 2, it does not. So what the hook
//! does not let pass is not done, whatever the rules of the settings say, and they hold all the same.

use serde_json::{Value, json};

use super::Beside;
use crate::render::dialect::{Meanings, Native, Subject};

/// Before any tool; the folder is that of the project, wherever the session has gone to.
const COMMAND: &str = "bailiwick hook --form claude-code --policy \"$CLAUDE_PROJECT_DIR\"/.claude/bailiwick-policy.json || exit 2";

/// More than the hook takes before it blocks by itself, in seconds.
const TIMEOUT: u32 = 10;

pub(super) fn compile(subjects: &[Subject<'_, '_>]) -> Native {
    let mut native = super::native(subjects, Beside::Hook);
    if let Some(shared) = native.shared.as_object_mut() {
        shared.insert("hooks".to_owned(), hooks());
    }
    native
}

pub(super) fn meaning(native: &Native) -> Meanings<'_> {
    let settings = super::meaning(native);
    let is_there = native.shared.get("hooks") == Some(&hooks());
    Meanings::new(move |subject| {
        let meaning = settings.of(subject);
        if is_there { meaning.hooked() } else { meaning }
    })
}

/// As it stands in the settings.
fn hooks() -> Value {
    let hook =
        json!({ "type": "command", "command": COMMAND, "timeout": TIMEOUT, "onFailure": "block" });
    json!({ "PreToolUse": [{ "matcher": "*", "hooks": [hook] }] })
}
