//! `bailiwick hook compile`: what an agent may do in an environment, as a file that decides without the workspace.

use std::path::{Path, PathBuf};

use bailiwick_engine::world::write::Expected;
use bailiwick_engine::world::{follow, place, write};
use clap::Args;

use super::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::place::shown_argument;

/// What `hook compile` is asked.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The workspace
    #[arg(value_name = "PATH")]
    path: Option<PathBuf>,

    /// The agent; an instance as `agent/row`
    #[arg(long, value_name = "AGENT")]
    agent: String,

    /// The environment
    #[arg(long = "env", value_name = "E")]
    environment: Option<String>,

    /// The file to write; `-` is standard output
    #[arg(long, value_name = "FILE")]
    out: PathBuf,

    /// The folder that the agent works in, from which relative paths start; the workspace where nothing is said
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
}

/// Writes the file.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let Arguments { path, agent, environment, out, root } = arguments;
    let to_output = out == Path::new("-");
    let file = context.place.at(out);
    let folder = if to_output { context.place.at(Path::new(".")) } else { parent(&file) };
    let folder = follow::target(&folder).ok_or_else(|| {
        Failure::new(format!("it is not known where `{}` leads", shown_argument(out)))
    })?;
    let root = root.as_ref().map(|root| context.place.at(root));
    if let Some(root) = root.as_ref().filter(|root| !place::is_folder(root)) {
        return Err(Failure::new(format!("there is no folder `{}`", shown_argument(root))));
    }
    let seen = |workspace: &Path| {
        let way = place::way(&folder, root.as_deref().unwrap_or(workspace));
        if way.is_empty() { ".".to_owned() } else { way.trim_end_matches('/').to_owned() }
    };
    let asked = (agent.as_str(), environment.as_deref());
    let (compiled, _) = super::compiled(&context.place, path.as_deref(), asked, seen)?;
    let text = format!("{}\n", compiled.text());
    if to_output {
        context.terminal.print(&text)?;
        return Ok(Exit::Done);
    }
    write::atomically(&file, text.as_bytes(), Expected::Anything).map_err(|error| {
        Failure::new(format!("`{}` cannot be written: {error}", shown_argument(out)))
    })?;
    context.terminal.print(&format!("{}\n", compiled.digest()))?;
    Ok(Exit::Done)
}

fn parent(file: &Path) -> PathBuf {
    file.parent().map(Path::to_path_buf).unwrap_or_default()
}
