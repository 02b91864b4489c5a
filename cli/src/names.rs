//! Names of agents and environments in arguments, and the nearest right one where one is wrong.

use bailiwick_engine::compose::Effective;
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

/// The environment of this name on a side of a comparison.
///
/// # Errors
///
/// Where there is none, with all that there are.
pub fn environment_of<'w>(
    workspace: &'w Workspace,
    name: &str,
    side: &str,
) -> Result<Item<'w>, Failure> {
    if let Some(environment) = workspace.environment(name) {
        return Ok(environment);
    }
    let failure = Failure::new(format!("there is no environment `{}` in `{side}`", visible(name)));
    let all: Vec<&str> =
        workspace.fleet().environments().into_iter().filter_map(Item::text).collect();
    if all.is_empty() {
        return Err(failure.help("it declares none"));
    }
    let near = nearest(name, all.iter().copied());
    let near = near.map_or_else(String::new, |near| format!("{} ", question(visible(near))));
    let all: Vec<String> = all.into_iter().map(|name| format!("`{}`", visible(name))).collect();
    Err(failure.help(format!("{near}it has {}", all.join(", "))))
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

/// The environment that is asked for; none where the workspace has none.
///
/// # Errors
///
/// Where no environment has this name, or none is named and there are some.
pub fn chosen<'w>(
    workspace: &'w Workspace,
    name: Option<&str>,
) -> Result<Option<Item<'w>>, Failure> {
    if let Some(name) = name {
        return environment(workspace, name).map(Some);
    }
    let all = workspace.fleet().environments();
    if all.is_empty() {
        return Ok(None);
    }
    let all: Vec<String> =
        all.into_iter().filter_map(Item::text).map(|name| format!("`{}`", visible(name))).collect();
    Err(Failure::new("no environment is named, and what an agent is given depends on it")
        .help(format!("add `--env E`, where `E` is one of {}", all.join(", "))))
}

/// What an agent, or an instance of one (`agent/row`), is given in an environment.
///
/// # Errors
///
/// Where there is none of this name.
pub fn agent_in<'w>(
    workspace: &'w Workspace,
    name: &str,
    environment: Option<Item<'w>>,
) -> Result<Effective<'w>, Failure> {
    if let Some(agent) = workspace.agent(name) {
        return Ok(workspace.effective(agent, environment));
    }
    let Some((agent, row)) = workspace.instance(name) else {
        return Err(unknown_agent(workspace, name));
    };
    let mut effective = workspace.effective(agent, environment);
    effective.instance = Some(row);
    Ok(effective)
}

/// Why an agent is refused; of an agent with `instances`, with the rows that it has.
fn unknown_agent(workspace: &Workspace, name: &str) -> Failure {
    let row = name.rsplit_once('/').and_then(|(agent, row)| {
        let rows = workspace.rows(workspace.agent(agent)?);
        (!rows.is_empty()).then_some((agent, row, rows))
    });
    let Some((agent, row, rows)) = row else {
        return unknown(workspace, Kind::Agent, name);
    };
    let failure = Failure::new(format!("`{}` has no instance `{}`", visible(agent), visible(row)));
    let known = || rows.iter().map(|row| row.name.as_str());
    if let Some(near) = nearest(row, known()) {
        return failure.help(question(visible(&format!("{agent}/{near}"))));
    }
    let some: Vec<String> = known().take(10).map(|row| format!("`{}`", visible(row))).collect();
    let more =
        if rows.len() > some.len() { "; `bailiwick list --instances` lists all" } else { "" };
    failure.help(format!("it has {}{more}", some.join(", ")))
}
