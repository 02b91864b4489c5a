//! `bailiwick render`: writes agents down for the runtimes that run them, where that is proven to give no more than declared.

pub(super) mod jobs;

use std::path::{Path, PathBuf};

use bailiwick_engine::check::rules::spoils_rendering;
use bailiwick_engine::render::{self, Manifest, Rendered};
use bailiwick_engine::workspace::{self, Workspace};
use bailiwick_engine::world::rendered::{self, Foreign, Plan, Problem};
use bailiwick_schema::document::Item;
use clap::{Args, ValueEnum};

use super::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::count::counted;
use crate::output::render::{self as output, Report};
use crate::output::visible::visible;

use jobs::{Job, Wanted};

/// What `render` is asked.
#[derive(Debug, Args)]
#[command(
    after_help = "Ends with 0 where everything is written, or with `--check` stands there already; with 1 where something would \
                  change, where an output would allow more than is declared, or where `--losses fail` finds a loss; with 2 where \
                  files that are not its own stand in the way."
)]
pub struct Arguments {
    /// The workspace, or a folder in it; the one around the current folder where nothing is said
    #[arg(value_name = "PATH")]
    path: Option<PathBuf>,

    /// The environment; all that say `render` where none is named
    #[arg(long = "env", value_name = "E")]
    environment: Option<String>,

    /// Only for this target, as `agents-md` or `agents-md@1`; may be given several times
    #[arg(long = "target", value_name = "T")]
    targets: Vec<String>,

    /// Write to this folder, in place of what the environment says; for one target
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    /// Only this agent; may be given several times. The folder holds nothing of the others then
    #[arg(long = "agent", value_name = "A", requires = "out")]
    agents: Vec<String>,

    /// Write nothing, and show what would change
    #[arg(long)]
    check: bool,

    /// What to do where a runtime does not get all that is declared
    #[arg(long, value_enum, default_value_t = Losses::Warn, value_name = "WHAT")]
    losses: Losses,

    /// Write over files in the folder that are not this rendering's own, and over those edited by hand
    #[arg(long, conflicts_with = "check")]
    force: bool,

    /// The form of the report
    #[arg(long, value_enum, default_value_t, value_name = "FORM")]
    format: Form,
}

/// What to do about losses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Losses {
    /// Write nothing
    Fail,
    /// Tell of them
    Warn,
}

/// The form of the report.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Form {
    /// For people
    #[default]
    Human,
    /// JSON, as `bailiwick schema render` says
    Json,
}

/// A rendering, and what has to be done for it.
struct Ready<'w> {
    job: Job<'w>,
    rendered: Rendered,
    manifest: Manifest,
    plan: Plan,
}

/// Renders, and writes where nothing speaks against it.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let paths: Vec<PathBuf> = arguments.path.iter().cloned().collect();
    let found = context.place.workspace(&paths)?;
    context.terminal.progress("reading the workspace");
    let workspace = workspace::load(&found.disk);
    context.terminal.done();
    whole(&workspace)?;
    let wanted = Wanted {
        environment: arguments.environment.as_deref(),
        targets: &arguments.targets,
        out: arguments.out.as_deref(),
    };
    let jobs = jobs::jobs(wanted, &workspace, &context.place, found.disk.root())?;
    for agent in &arguments.agents {
        let environment = jobs.first().and_then(|job| job.environment);
        crate::names::agent_in(&workspace, agent, environment)?;
    }
    let foreign = if arguments.force { Foreign::Overwrite } else { Foreign::Refuse };
    let count = jobs.len();
    let mut ready = Vec::with_capacity(count);
    for job in jobs {
        context.terminal.progress(&format!("rendering {}", job.target.id()));
        let rendered = render::render(&workspace, job.environment, &job.target, &arguments.agents);
        let manifest = Manifest::of(
            job.target.id(),
            job.environment.and_then(Item::text),
            rendered.evidence,
            &rendered.files,
        );
        // One folder is looked at when it is written; before one of several is, all are.
        let is_looked_at = arguments.check || count > 1;
        let plan = if rendered.refusals.is_empty() && is_looked_at {
            rendered::plan(&job.folder, &rendered.files, &manifest, foreign)
                .map_err(|problem| failure(problem, &job))?
        } else {
            Plan::default()
        };
        ready.push(Ready { job, rendered, manifest, plan });
    }
    context.terminal.done();
    let exit = finish(arguments, context, &mut ready, foreign);
    // The process ends now; giving all of it back piece by piece would only take time.
    std::mem::forget(ready);
    std::mem::forget(workspace);
    exit
}

/// Refuses a workspace in which something is not taken as it is written: a denial may be among it.
pub(super) fn whole(workspace: &Workspace) -> Result<(), Failure> {
    let errors = workspace.diagnostics().errors_of(spoils_rendering);
    if errors == 0 {
        return Ok(());
    }
    let errors = counted(errors, "error");
    Err(Failure::new(format!("the workspace has {errors}, so nothing is rendered"))
        .help("`bailiwick check` says what"))
}

fn finish(
    arguments: &Arguments,
    context: &Context,
    ready: &mut [Ready<'_>],
    foreign: Foreign,
) -> Result<Exit, Failure> {
    let is_refused = ready.iter().any(|ready| !ready.rendered.refusals.is_empty());
    let has_losses =
        ready.iter().any(|ready| ready.rendered.losses.keys().any(render::Loss::is_lost));
    let is_lossy = arguments.losses == Losses::Fail && has_losses;
    let writes = !arguments.check && !is_refused && !is_lossy;
    if writes {
        for Ready { job, plan, .. } in &*ready {
            if !plan.in_the_way.is_empty() {
                return Err(failure(Problem::InTheWay(plan.in_the_way.clone()), job));
            }
        }
        for Ready { job, rendered, manifest, plan } in &mut *ready {
            *plan = rendered::write(&job.folder, &rendered.files, manifest, foreign)
                .map_err(|problem| failure(problem, job))?;
        }
    }
    let done = if writes {
        output::Done::Written
    } else if arguments.check && !is_refused {
        output::Done::Looked
    } else {
        output::Done::Refused
    };
    let reports: Vec<Report<'_>> = ready.iter().map(|ready| report(ready, done)).collect();
    let text = match arguments.format {
        Form::Human => output::human(&reports),
        Form::Json => output::json(&reports),
    };
    context.terminal.print(&text)?;
    refusals(context, ready);
    if is_lossy && !is_refused {
        context.terminal.error(
            "there are losses, and nothing was written",
            Some("`--losses warn` writes all the same"),
        );
    }
    let would = arguments.check
        && ready
            .iter()
            .any(|ready| !ready.plan.changes_nothing() || !ready.plan.in_the_way.is_empty());
    Ok(if is_refused || is_lossy || would { Exit::Found } else { Exit::Done })
}

fn report<'r>(ready: &'r Ready<'_>, done: output::Done) -> Report<'r> {
    Report {
        target: &ready.job.target,
        environment: ready.job.environment.and_then(Item::text),
        folder: &ready.job.shown,
        rendered: &ready.rendered,
        plan: &ready.plan,
        root: &ready.job.folder,
        done,
    }
}

/// How many refusals are told.
const MOST_TOLD: usize = 20;

/// Says why nothing was written.
fn refusals(context: &Context, ready: &[Ready<'_>]) {
    let all = || ready.iter().flat_map(|ready| &ready.rendered.refusals);
    for refusal in all().take(MOST_TOLD) {
        let agent = refusal.agent.as_ref().map(|agent| format!("`{agent}`: ")).unwrap_or_default();
        let message = format!("{agent}{}", refusal.message);
        context.terminal.error(&visible(&message), Some(&visible(&refusal.help)));
    }
    let more = all().count().saturating_sub(MOST_TOLD);
    if more > 0 {
        context.terminal.note(&format!("and {} more", counted(more, "error")));
    }
}

/// How many files in the way are named.
const MOST_NAMED: usize = 20;

fn failure(problem: Problem, job: &Job<'_>) -> Failure {
    let folder = visible(&job.shown);
    match problem {
        Problem::Busy => Failure::new(format!("another process is writing to `{folder}`"))
            .help("wait for it, and run this again"),
        Problem::Manifest(why) => Failure::new(format!(
            "`{}` is no list of what was rendered, so nothing there is touched: {}",
            visible(&Path::new(&job.shown).join(render::MANIFEST_FILE).to_string_lossy()),
            visible(&why)
        ))
        .help("bring it back from version control, or name an empty folder"),
        Problem::System(path, error) => {
            Failure::new(format!("`{}` in `{folder}`: {error}", visible(&path)))
                .help("run this again: it goes on where it stopped")
        }
        Problem::InTheWay(all) => {
            let named = all.iter().take(MOST_NAMED);
            let mut named: Vec<String> =
                named.map(|(path, why)| format!("\n  {}: {why}", visible(path))).collect();
            if all.len() > MOST_NAMED {
                named.push(format!("\n  and {} more", all.len() - MOST_NAMED));
            }
            let what = if all.len() == 1 { "a file that is" } else { "files that are" };
            Failure::new(format!(
                "in `{folder}` there {} {what} not this rendering's to write, and nothing was written:{}",
                if all.len() == 1 { "is" } else { "are" },
                named.concat()
            ))
            .help("move them away, or write over them with `--force`")
        }
    }
}
