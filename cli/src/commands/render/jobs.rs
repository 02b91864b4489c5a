//! What is to be rendered, and where to.

use std::path::{Path, PathBuf};

use bailiwick_engine::render::{Target, Targets};
use bailiwick_engine::workspace::Workspace;
use bailiwick_engine::world::place as disk;
use bailiwick_schema::document::Item;
use bailiwick_schema::suggest::question;
use bailiwick_schema::vocabulary;

use crate::failure::Failure;
use crate::names;
use crate::output::visible::visible;
use crate::place::{Place, shown_argument};

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub(in crate::commands) struct Wanted<'a> {
    pub(in crate::commands) environment: Option<&'a str>,
    pub(in crate::commands) targets: &'a [String],
    /// The folder, where one is named.
    pub(in crate::commands) out: Option<&'a Path>,
}

/// A rendering: one environment, one target, one folder.
pub(in crate::commands) struct Job<'w> {
    pub(in crate::commands) target: Target,
    pub(in crate::commands) environment: Option<Item<'w>>,
    pub(in crate::commands) folder: PathBuf,
    /// The folder as people name it.
    pub(in crate::commands) shown: String,
}

/// What is asked for: one folder, or all that the environments name.
pub(in crate::commands) fn jobs<'w>(
    wanted: Wanted<'_>,
    workspace: &'w Workspace,
    place: &Place,
    root: &Path,
) -> Result<Vec<Job<'w>>, Failure> {
    for id in wanted.targets {
        read(workspace, id)?;
    }
    let declared = declared(wanted, workspace)?;
    let Some(out) = wanted.out else {
        if declared.is_empty() {
            return Err(nothing(wanted));
        }
        let job = |(environment, node)| of_node(workspace, environment, node, place, root);
        return declared.into_iter().map(job).collect();
    };
    let id = match wanted.targets {
        [one] => one.as_str(),
        [] => match declared.as_slice() {
            [(_, node)] => node.text().unwrap_or_default(),
            _ => return Err(one_target()),
        },
        _ => return Err(one_target()),
    };
    let environment = match (wanted.environment, declared.as_slice()) {
        (None, [(environment, _)]) => Some(*environment),
        (name, _) => names::chosen(workspace, name)?,
    };
    let target = read(workspace, id)?;
    Ok(vec![Job { target, environment, folder: place.at(out), shown: shown_argument(out) }])
}

/// The `render` nodes that are asked for, each with its environment.
fn declared<'w>(
    wanted: Wanted<'_>,
    workspace: &'w Workspace,
) -> Result<Vec<(Item<'w>, Item<'w>)>, Failure> {
    let environments = match wanted.environment {
        Some(name) => vec![names::environment(workspace, name)?],
        None => workspace.fleet().environments(),
    };
    let targets = Targets::new(workspace.fleet(), workspace.assets());
    let same = |one: &str, other: &str| {
        let name = |id: &str| targets.find(id).map(|known| known.id());
        // Without a version, any version is meant.
        one.split('@').next() == Some(other) || name(one) == name(other)
    };
    let is_wanted = |node: &Item<'_>| {
        let id = node.text().unwrap_or_default();
        wanted.targets.is_empty() || wanted.targets.iter().any(|target| same(id, target))
    };
    let nodes = environments.into_iter().flat_map(|environment| {
        environment.children_of(&vocabulary::RENDER).map(move |node| (environment, node))
    });
    Ok(nodes.filter(|(_, node)| is_wanted(node)).collect())
}

fn of_node<'w>(
    workspace: &'w Workspace,
    environment: Item<'w>,
    node: Item<'w>,
    place: &Place,
    root: &Path,
) -> Result<Job<'w>, Failure> {
    let to = node.property_text("to").unwrap_or_default();
    if let Some(link) = disk::leading_out(root, Path::new(to)) {
        return Err(Failure::new(format!(
            "`{}` leads out of the workspace: `{}` is a symlink",
            visible(to),
            visible(&link.to_string_lossy())
        ))
        .help("render to a folder of the workspace, or say `--out`"));
    }
    let target = read(workspace, node.text().unwrap_or_default())?;
    let folder = root.join(to);
    let shown = place.shown(&folder);
    Ok(Job { target, environment: Some(environment), folder, shown })
}

/// The target of this name.
fn read(workspace: &Workspace, id: &str) -> Result<Target, Failure> {
    let targets = Targets::new(workspace.fleet(), workspace.assets());
    let Some(known) = targets.find(id) else {
        let failure = Failure::new(format!("there is no target `{}`", visible(id)));
        return Err(match targets.nearest(id) {
            Some(near) => failure.help(question(visible(&near))),
            None => {
                let all: Vec<String> =
                    targets.all().map(|known| format!("`{}`", visible(&known.id()))).collect();
                failure.help(format!("there is {}", all.join(", ")))
            }
        });
    };
    let (target, flaws) = targets.read(known);
    match flaws.first() {
        None => Ok(target),
        Some(flaw) => {
            let message =
                format!("the target `{}` cannot be rendered: {}", target.id(), flaw.message);
            Err(Failure::new(visible(&message)).help(visible(&flaw.help)))
        }
    }
}

fn one_target() -> Failure {
    Failure::new("a folder holds what is rendered for one target")
        .help("name one with `--target`, and each of several with a folder of its own")
}

fn nothing(wanted: Wanted<'_>) -> Failure {
    let failure = Failure::new("nothing says what to render, and where to");
    match wanted.targets.first() {
        Some(target) => failure.help(format!(
            "name a folder with `--out`, or write `render \"{}\" to=\"deploy\"` in an environment",
            visible(target)
        )),
        None => failure.help(
            "name a target and a folder, as in `--target agents-md --out deploy`, or write `render \"agents-md\" to=\"deploy\"` in an environment",
        ),
    }
}
