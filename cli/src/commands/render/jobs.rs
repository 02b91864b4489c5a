//! What is to be rendered, and where to.

use std::path::{Path, PathBuf};

use bailiwick_engine::render::{Target, Targets};
use bailiwick_engine::workspace::Workspace;
use bailiwick_engine::world::place as disk;
use bailiwick_schema::document::Item;
use bailiwick_schema::suggest::question;
use bailiwick_schema::vocabulary;

use super::Arguments;
use crate::failure::Failure;
use crate::names;
use crate::output::visible::visible;
use crate::place::{Place, shown_argument};

/// A rendering: one environment, one target, one folder.
pub(super) struct Job<'w> {
    pub(super) target: Target,
    pub(super) environment: Option<Item<'w>>,
    pub(super) folder: PathBuf,
    /// The folder as people name it.
    pub(super) shown: String,
}

/// What is asked for: one folder, or all that the environments name.
pub(super) fn jobs<'w>(
    arguments: &Arguments,
    workspace: &'w Workspace,
    place: &Place,
    root: &Path,
) -> Result<Vec<Job<'w>>, Failure> {
    for id in &arguments.targets {
        read(workspace, id)?;
    }
    let declared = declared(arguments, workspace)?;
    let Some(out) = &arguments.out else {
        if declared.is_empty() {
            return Err(nothing(arguments));
        }
        let job = |(environment, node)| of_node(workspace, environment, node, place, root);
        return declared.into_iter().map(job).collect();
    };
    let id = match arguments.targets.as_slice() {
        [one] => one.as_str(),
        [] => match declared.as_slice() {
            [(_, node)] => node.text().unwrap_or_default(),
            _ => return Err(one_target()),
        },
        _ => return Err(one_target()),
    };
    let environment = match (arguments.environment.as_deref(), declared.as_slice()) {
        (None, [(environment, _)]) => Some(*environment),
        (name, _) => names::chosen(workspace, name)?,
    };
    let target = read(workspace, id)?;
    Ok(vec![Job { target, environment, folder: place.at(out), shown: shown_argument(out) }])
}

/// The `render` nodes that are asked for, each with its environment.
fn declared<'w>(
    arguments: &Arguments,
    workspace: &'w Workspace,
) -> Result<Vec<(Item<'w>, Item<'w>)>, Failure> {
    let environments = match arguments.environment.as_deref() {
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
        arguments.targets.is_empty() || arguments.targets.iter().any(|wanted| same(id, wanted))
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

fn nothing(arguments: &Arguments) -> Failure {
    let failure = Failure::new("nothing says what to render, and where to");
    match arguments.targets.first() {
        Some(target) => failure.help(format!(
            "name a folder with `--out`, or write `render \"{}\" to=\"deploy\"` in an environment",
            visible(target)
        )),
        None => failure.help(
            "name a target and a folder, as in `--target agents-md --out deploy`, or write `render \"agents-md\" to=\"deploy\"` in an environment",
        ),
    }
}
