//! What no walk over simple commands sees: commands in the script that a shell is given.
//!
//! A line is decided with the commands of such scripts: what denies or asks for them counts. A comparison of patterns does not look into
//! them, so that it proves nothing where a script could hold what it is about.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::compare::excess;
use super::{Action, Effect, Excess, Given, Pattern};

/// Commands that are given a script.
static SCRIPTS: LazyLock<Pattern> = LazyLock::new(Pattern::scripts);

/// Whether a script could hold a command that is guarded less after a change.
#[must_use]
pub fn may_hide_change(before: &Given<'_>, after: &Given<'_>) -> bool {
    let guards = |given: &Given<'_>| -> HashSet<String> {
        let all = given.rules.iter().filter(|rule| rule.is_guard());
        all.map(|rule| rule.content()).collect()
    };
    !guards(before).is_subset(&guards(after)) && may_hide_request(after, Effect::Deny)
}

/// Whether a script could hold any command at all, and be given more than this.
#[must_use]
pub fn may_hide_request(given: &Given<'_>, most: Effect) -> bool {
    let runs = given.rules.iter().any(|rule| rule.action == Action::Run && rule.effect > most);
    runs && excess(given, most, &SCRIPTS) != Excess::None
}
