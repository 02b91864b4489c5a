//! `bailiwick list [--env E]`: the agents of a workspace.

use bailiwick_engine::compose::{self, Effective, Layers};
use bailiwick_engine::workspace::{AgentDigests, Workspace};
use bailiwick_schema::document::Item;
use bailiwick_schema::vocabulary::{self, Kind, NodeSpec};
use clap::Args;

use super::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::names;
use crate::output::list::{Agent, Format};

/// What `list` is asked.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Only the agents that are present in this environment, with what holds there
    #[arg(long = "env", value_name = "E")]
    environment: Option<String>,

    /// A line for each instance of an agent that has `instances`
    #[arg(long)]
    instances: bool,

    /// Print in this form
    #[arg(long, value_enum, default_value_t = Format::Human, value_name = "FORM")]
    format: Format,
}

/// Prints the agents.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    if arguments.instances && arguments.format == Format::Json {
        return Err(Failure::new(
            "`--instances` is for people: in JSON every context is one of an instance",
        )
        .help("`bailiwick show --all --format json` prints the context of every instance"));
    }
    let (workspace, _) = context.workspace()?;
    let environment = match &arguments.environment {
        Some(name) => Some(names::environment(&workspace, name)?),
        None => None,
    };
    let mut agents = agents(&workspace, environment);
    if arguments.instances {
        for agent in &mut agents {
            let declared =
                workspace.agent(&agent.digests.agent).filter(|_| agent.instances.is_some());
            agent.rows = declared.map(|item| workspace.rows(item)).unwrap_or_default();
        }
    }
    context.terminal.print(&arguments.format.print(&agents))?;
    Ok(Exit::Done)
}

fn agents<'w>(workspace: &'w Workspace, environment: Option<Item<'w>>) -> Vec<Agent<'w>> {
    let digests = workspace.digests();
    let digests = |name: &str| {
        let at = digests.binary_search_by(|digests| digests.agent.as_str().cmp(name)).ok()?;
        digests.get(at).copied()
    };
    let agents = workspace.fleet().sorted(Kind::Agent).into_iter();
    let agents =
        agents.filter_map(|(name, item)| agent(workspace, item, environment, digests(name)?));
    agents.collect()
}

/// An agent's row; none where it is not present in the environment.
fn agent<'w>(
    workspace: &'w Workspace,
    item: Item<'w>,
    environment: Option<Item<'w>>,
    digests: &'w AgentDigests,
) -> Option<Agent<'w>> {
    let present = |name: &str| digests.contexts.iter().any(|(other, _)| other == name);
    if environment.and_then(Item::text).is_some_and(|name| !present(name)) {
        return None;
    }
    let effective = match environment {
        Some(_) => workspace.effective(item, environment),
        None => {
            compose::effective(&compose::lineage(workspace.fleet(), item), None, Layers::Declared)
        }
    };
    let tags = effective.fields_of(&vocabulary::TAG).flat_map(|field| &field.members);
    let mut tags: Vec<&str> = tags.map(|member| member.text).collect();
    tags.sort_unstable();
    Some(Agent {
        digests,
        path: item.path(),
        title: text(&effective, &vocabulary::TITLE),
        summary: text(&effective, &vocabulary::SUMMARY),
        owner: text(&effective, &vocabulary::OWNER),
        stage: text(&effective, &vocabulary::STAGE),
        model: text(&effective, &vocabulary::MODEL),
        tags,
        instances: item.child(&vocabulary::INSTANCES).map(|_| workspace.rows(item).len()),
        rows: Vec::new(),
    })
}

fn text<'w>(effective: &Effective<'w>, spec: &NodeSpec) -> Option<&'w str> {
    effective.field(spec)?.item.text()
}
