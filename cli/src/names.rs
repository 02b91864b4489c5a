//! Names of agents and environments in arguments, and the nearest right one where one is wrong.

use bailiwick_engine::workspace::Workspace;
use bailiwick_schema::document::Item;
use bailiwick_schema::suggest::{nearest, question};
use bailiwick_schema::vocabulary::Kind;

use crate::failure::Failure;
use crate::output::visible::visible;

/// Refuses names that no environment has.
///
/// # Errors
///
/// The first such name.
pub fn known_environments(workspace: &Workspace, names: &[String]) -> Result<(), Failure> {
    names.iter().try_for_each(|name| environment(workspace, name).map(|_| ()))
}

/// The environment of this name.
///
/// # Errors
///
/// Where there is none.
pub fn environment<'w>(workspace: &'w Workspace, name: &str) -> Result<Item<'w>, Failure> {
    workspace.environment(name).ok_or_else(|| unknown(workspace, Kind::Environment, name))
}

/// Why a name is refused, with the nearest one that is declared.
#[must_use]
pub fn unknown(workspace: &Workspace, kind: Kind, name: &str) -> Failure {
    let kind_word = kind.as_str();
    let failure = Failure::new(format!("there is no {kind_word} `{}`", visible(name)));
    let names: Vec<&str> =
        workspace.fleet().sorted(kind).into_iter().map(|(name, _)| name).collect();
    match nearest(name, names.iter().copied()) {
        Some(near) => failure.help(question(visible(near))),
        None if names.is_empty() => failure.help(format!(
            "the workspace declares no {kind_word}; `{kind_word} \"{}\"` would",
            visible(name)
        )),
        None => {
            let some: Vec<String> =
                names.iter().take(10).map(|name| format!("`{}`", visible(name))).collect();
            failure.help(format!("the workspace has {}", some.join(", ")))
        }
    }
}
