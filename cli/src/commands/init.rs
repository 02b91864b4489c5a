//! `bailiwick init [DIR]`: a small workspace that works.

use std::path::{Path, PathBuf};

use bailiwick_engine::world::{WORKSPACE_FILE, create, place};
use bailiwick_schema::path::FilePath;
use bailiwick_schema::syntax::build::quoted;
use clap::Args;

use super::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::visible::visible;
use crate::place::shown_argument;

/// What `init` is asked.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The folder; it is made where it is missing, and nothing in it is overwritten
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
}

/// The files of the new workspace, `bailiwick.kdl` last: it is what makes the folder a workspace.
static FILES: &[(&str, &str)] = &[
    ("context/assistant.kdl", include_str!("init/assistant.kdl")),
    ("context/assistant.md", include_str!("init/assistant.md")),
    (WORKSPACE_FILE, include_str!("init/bailiwick.kdl")),
];

/// Where other tools keep agents that can be imported, and the importer's name.
static OTHERS: &[(&str, &str)] = &[(".claude/agents", "claude-agents")];

/// Makes the workspace and says what to do next.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let shown = shown_argument(&arguments.folder);
    let folder = context.place.at(&arguments.folder);
    let files: Vec<(FilePath, String)> = FILES
        .iter()
        .map(|(path, text)| {
            (FilePath::from(*path), text.replace("\"NAME\"", &quoted(&name(&folder))))
        })
        .collect();
    if create::stands(&folder, &FilePath::from(WORKSPACE_FILE)) {
        return Err(Failure::new(format!("`{shown}` is a workspace already"))
            .help("`bailiwick check` says whether it is sound"));
    }
    let contents = || files.iter().map(|(path, text)| (path, text.as_bytes()));
    if let Some(path) = create::standing(&folder, contents()).first() {
        return Err(Failure::new(format!("`{path}` stands there already, so nothing was written"))
            .help("name another folder: `bailiwick init DIR`"));
    }
    create::all(&folder, contents())
        .map_err(|(path, error)| Failure::new(format!("`{path}` cannot be written: {error}")))?;
    context.terminal.print(&next_steps(&folder, &arguments.folder, &files))?;
    Ok(Exit::Done)
}

fn next_steps(folder: &Path, argument: &Path, files: &[(FilePath, String)]) -> String {
    let here = argument == Path::new(".");
    let shown = shown_argument(argument);
    let (option, argument) = if here {
        (String::new(), String::new())
    } else {
        (format!(" -C {shown}"), format!(" {shown}"))
    };
    let mut paths: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
    paths.sort_unstable();
    let mut text: String = paths.iter().map(|path| format!("wrote {path}\n")).collect();
    text.push_str(&format!(
        "
next:
  bailiwick check{argument}
  bailiwick{option} show assistant --env prod --why
"
    ));
    for (other, importer) in
        OTHERS.iter().filter(|(other, _)| place::is_folder(&folder.join(other)))
    {
        let (from, to) = if here {
            ((*other).to_owned(), ".".to_owned())
        } else {
            (format!("{shown}/{other}"), shown.clone())
        };
        text.push_str(&format!(
            "\n`{from}` holds agents of another tool; to bring them in:\n  bailiwick import {from} --from {importer} --out {to}\n"
        ));
    }
    text
}

/// The workspace's name: that of its folder.
fn name(folder: &Path) -> String {
    let real = folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf());
    let name = real.file_name().map(|name| visible(&name.to_string_lossy()).trim().to_owned());
    name.filter(|name| !name.is_empty()).unwrap_or_else(|| "workspace".to_owned())
}
