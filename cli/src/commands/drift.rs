//! `bailiwick drift`: how what stands in a folder differs from what would be rendered, file by file and by what it means.

use std::path::{Path, PathBuf};

use bailiwick_engine::drift;
use bailiwick_engine::render;
use bailiwick_engine::workspace;
use bailiwick_engine::world::deployed::deployed;
use clap::{Args, ValueEnum};

use super::Context;
use super::render::jobs::{self, Wanted};
use super::render::whole;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::drift::{self as output, Report};
use crate::output::visible::visible;
use crate::place::shown_argument;

/// What `drift` is asked.
#[derive(Debug, Args)]
#[command(
    after_help = "Reads and never writes. Ends with 0 where everything stands as it would be rendered, with 1 where a file differs or \
                  agents may do something else, with 2 where it could not be told."
)]
pub struct Arguments {
    /// The workspace, or a folder in it; the one around the current folder where nothing is said
    #[arg(value_name = "PATH")]
    path: Option<PathBuf>,

    /// The folder in which it stands
    #[arg(long, value_name = "DIR")]
    deployed: PathBuf,

    /// The home of a user, whose own settings count as well
    #[arg(long, value_name = "HOME")]
    user: Option<PathBuf>,

    /// The environment; the one that renders where none is named
    #[arg(long = "env", value_name = "E")]
    environment: Option<String>,

    /// The target, as `claude-code` or `claude-code@1`; the one of the environment where none is named
    #[arg(long = "target", value_name = "T")]
    target: Option<String>,

    /// Only this agent; may be given several times. The folder holds nothing of the others then
    #[arg(long = "agent", value_name = "A")]
    agents: Vec<String>,

    /// The form of the report
    #[arg(long, value_enum, default_value_t, value_name = "FORM")]
    format: Form,
}

/// The form of the report.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Form {
    /// For people
    #[default]
    Human,
    /// JSON, as `bailiwick schema drift` says
    Json,
}

/// Compares, and tells.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let paths: Vec<PathBuf> = arguments.path.iter().cloned().collect();
    let found = context.place.workspace(&paths)?;
    context.terminal.progress("reading the workspace");
    let workspace = workspace::load(&found.disk);
    context.terminal.done();
    whole(&workspace)?;
    let targets: Vec<String> = arguments.target.iter().cloned().collect();
    let wanted = Wanted {
        environment: arguments.environment.as_deref(),
        targets: &targets,
        out: Some(&arguments.deployed),
    };
    let jobs = jobs::jobs(wanted, &workspace, &context.place, found.disk.root())?;
    let Some(job) = jobs.into_iter().next() else {
        return Err(Failure::new("nothing says what would be rendered"));
    };
    for agent in &arguments.agents {
        crate::names::agent_in(&workspace, agent, job.environment)?;
    }
    context.terminal.progress(&format!("rendering {}", job.target.id()));
    let rendered = render::render(&workspace, job.environment, &job.target, &arguments.agents);
    context.terminal.done();
    if let Some(refusal) = rendered.refusals.first() {
        let why = visible(&refusal.message).into_owned();
        return Err(Failure::new(format!(
            "nothing would be rendered, so that nothing can be compared: {why}"
        ))
        .help("`bailiwick render --check` says all of it"));
    }
    let home = arguments.user.as_deref().map(|home| context.place.at(home));
    let reader = job.target.dialect.and_then(|dialect| dialect.read);
    let stands = deployed(&job.folder, home.as_deref(), &rendered.files, reader.as_ref())
        .map_err(|error| unread(&arguments.deployed, arguments.user.as_deref(), &error))?;
    let drift = drift::drift(
        &workspace,
        job.environment,
        &job.target,
        &arguments.agents,
        &rendered,
        &stands,
    );
    let report = Report {
        job: (&job.target, job.environment),
        folder: &job.shown,
        rendered: &rendered,
        deployed: &stands,
        drift: &drift,
    };
    let text = match arguments.format {
        Form::Human => output::human(&report),
        Form::Json => output::json(&report),
    };
    context.terminal.print(&text)?;
    let exit = if drift.is_any() { Exit::Found } else { Exit::Done };
    // The process ends now; giving all of it back piece by piece would only take time.
    std::mem::forget((drift, stands, rendered));
    std::mem::forget(workspace);
    Ok(exit)
}

fn unread(deployed: &Path, user: Option<&Path>, error: &std::io::Error) -> Failure {
    let folders: Vec<String> = [Some(deployed), user]
        .into_iter()
        .flatten()
        .map(|path| format!("`{}`", visible(&shown_argument(path))))
        .collect();
    Failure::new(format!("{} cannot be read: {error}", folders.join(" or ")))
        .help("name the folder in which the rendered files stand")
}
