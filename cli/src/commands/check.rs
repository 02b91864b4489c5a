//! `bailiwick check [PATHS]`: what is wrong in a workspace.

mod baseline;
mod fix;
mod watch;

use std::path::PathBuf;

use bailiwick_engine::workspace::{self, Workspace};
use bailiwick_engine::world::World;
use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::rule::Severity;
use bailiwick_schema::value::Date;
use bailiwick_schema::vocabulary::Kind;
use clap::{Args, ValueEnum};

use super::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::names;
use crate::output::diagnostics::{Finding, Format, Report, Totals};
use crate::place::{Found, Selection, is_at_or_below, shown_argument};

use baseline::Known;

/// What `check` is asked.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Report only these files and folders; the whole workspace is read all the same
    #[arg(value_name = "PATHS")]
    paths: Vec<PathBuf>,

    /// Check agents in this environment only; may be given several times
    #[arg(long = "env", value_name = "E")]
    environments: Vec<String>,

    /// Print findings in this form
    #[arg(long, value_enum, default_value_t = Format::Human, value_name = "FORM")]
    format: Format,

    /// Count exceptions from policies as on this day (2026-12-31); without it, as today (UTC)
    #[arg(long, value_name = "DATE", value_parser = Date::parse)]
    at: Option<Date>,

    /// Fail on findings of this level and above
    #[arg(long, value_enum, default_value_t = Level::Error, value_name = "LEVEL")]
    fail_on: Level,

    /// Apply the fixes that change no digest
    #[arg(long)]
    fix: bool,

    /// Apply also the fixes that may change what an agent may do
    #[arg(long = "unsafe", requires = "fix")]
    unsafe_fixes: bool,

    /// Print what `--fix` would change as a diff, and write nothing
    #[arg(long, requires = "fix")]
    dry_run: bool,

    /// Check again whenever a file changes
    #[arg(long, conflicts_with_all = ["fix", "update_baseline"])]
    watch: bool,

    /// Leave out the findings that this file lists
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,

    /// Write all findings of now to the baseline
    #[arg(long, requires = "baseline", conflicts_with_all = ["fix", "paths", "environments"])]
    update_baseline: bool,
}

/// A level from which on findings fail a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Level {
    /// Errors
    Error,
    /// Errors and warnings
    Warning,
    /// All findings
    Info,
}

impl Level {
    const fn severity(self) -> Severity {
        match self {
            Self::Error => Severity::Error,
            Self::Warning => Severity::Warning,
            Self::Info => Severity::Info,
        }
    }
}

/// Checks, mends or watches the workspace.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let mut found = context.place.workspace(&arguments.paths)?;
    found.disk = found.disk.on(arguments.at);
    if arguments.watch {
        return watch::run(arguments, context, &found);
    }
    if arguments.fix {
        return fix::run(arguments, context, &found);
    }
    let checked = Checked::new(arguments, context, &found, &found.disk)?;
    note_strangers(context, &checked.workspace, &found.selection);
    let exit = checked.print(arguments, context, &found);
    // The process ends now; giving the workspace back piece by piece would only take time.
    std::mem::forget(checked);
    exit
}

fn load(arguments: &Arguments, context: &Context, world: &dyn World) -> Workspace {
    context.terminal.progress("checking the workspace");
    let workspace = workspace::load_in(world, &arguments.environments);
    context.terminal.done();
    workspace
}

/// A workspace that was checked, and the findings that are asked for.
struct Checked {
    workspace: Workspace,
    diagnostics: Vec<Diagnostic>,
    totals: Totals,
}

impl Checked {
    /// Loads and checks a workspace.
    fn new(
        arguments: &Arguments,
        context: &Context,
        found: &Found,
        world: &dyn World,
    ) -> Result<Self, Failure> {
        Self::of(load(arguments, context, world), arguments, found)
    }

    /// The findings of a workspace that are asked for.
    fn of(workspace: Workspace, arguments: &Arguments, found: &Found) -> Result<Self, Failure> {
        names::known_environments(&workspace, &arguments.environments)?;
        let shown = workspace.diagnostics();
        let mut diagnostics = shown.diagnostics;
        diagnostics.retain(|diagnostic| found.selection.holds(&diagnostic.primary.path));
        let mut totals = totals(&workspace, &found.selection);
        if !arguments.environments.is_empty() {
            totals.environments = arguments.environments.len();
        }
        totals.silenced = shown.silenced.iter().filter(|path| found.selection.holds(path)).count();
        totals.waived = shown.waived.iter().filter(|path| found.selection.holds(path)).count();
        totals.unlisted = shown.unlisted;
        Ok(Self { workspace, diagnostics, totals })
    }

    /// Prints the findings that no baseline knows.
    fn print(
        &self,
        arguments: &Arguments,
        context: &Context,
        found: &Found,
    ) -> Result<Exit, Failure> {
        let known = Known::read(arguments, context, self)?;
        let mut totals = self.totals.clone();
        totals.known = known.count();
        let source = |path: &_| self.workspace.source(path);
        let prefix = context.place.prefix(found.disk.root(), arguments.format.paths_from());
        let findings = known.new_findings();
        let exit = self.exit(&findings, arguments.fail_on);
        let report = Report::new(findings, &source, totals).under(prefix);
        context.terminal.print(&arguments.format.print(&report, context.terminal.look()))?;
        Ok(exit)
    }

    fn exit(&self, findings: &[Finding<'_>], fail_on: Level) -> Exit {
        let fails = |finding: &Finding<'_>| finding.diagnostic.severity >= fail_on.severity();
        let found = self.totals.unlisted > 0 || findings.iter().any(fails);
        if found { Exit::Found } else { Exit::Done }
    }
}

/// What a report says about the files that are asked for.
fn totals(workspace: &Workspace, selection: &Selection) -> Totals {
    let counts = workspace.totals();
    let mut totals = Totals {
        files: counts.files,
        agents: counts.agents,
        environments: counts.environments,
        ..Totals::default()
    };
    if !selection.is_all() {
        let files = workspace.files().filter(|(_, path)| selection.holds(path));
        totals.files = files.count();
        let agents = workspace.fleet().sorted(Kind::Agent).into_iter();
        totals.agents = agents.filter(|(_, item)| selection.holds(item.path())).count();
    }
    totals
}

/// Says which of the paths hold nothing of the workspace, so that nobody takes silence for praise.
fn note_strangers(context: &Context, workspace: &Workspace, selection: &Selection) {
    for selected in selection.paths() {
        let declares = workspace.files().any(|(_, path)| is_at_or_below(path, selected));
        let named = || workspace.assets().keys().any(|path| is_at_or_below(path, selected));
        if !declares && !named() {
            context.terminal.note(&format!(
                "note: nothing of the workspace lies in `{}`: git ignores it, `exclude` names it, or nothing refers to it",
                shown_argument(selected.as_str().as_ref())
            ));
        }
    }
}
