//! `bailiwick diff [FROM] [TO]`: what differs for the agents of two workspaces, and which way it goes.

mod endpoint;
mod source;

use bailiwick_engine::diff::{self, FleetDiff, Only};
use bailiwick_engine::pattern;
use bailiwick_engine::workspace::{Kept, Workspace, load_unchecked};
use bailiwick_schema::vocabulary::Kind;
use clap::{Args, ValueEnum};

use super::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::names;
use crate::output::diff::{Format, Named, Report};
use crate::output::visible::visible;
use endpoint::{Asked, Endpoint};
use source::{Found, Ground, Source};

/// What `diff` is asked.
#[derive(Debug, Args)]
#[command(
    after_help = "Ends with 0, or with `--exit-code` with 1 where something differs; with `--only widens` as well, with 1 where \
                  something widens or is not proven not to."
)]
pub struct Arguments {
    /// What to compare with: a revision, a range (`a..b`, `a...b`) or a folder; `HEAD` where nothing is said, and in a pull
    /// request where it starts; with `:env:NAME` behind it one environment of that, `env:NAME` is one of the working tree
    #[arg(value_name = "FROM")]
    from: Option<String>,

    /// What is compared: a revision, a folder or an environment; the working tree where nothing is said
    #[arg(value_name = "TO", conflicts_with = "staged")]
    to: Option<String>,

    /// Compare the index: what the next commit would hold
    #[arg(long, visible_alias = "cached")]
    staged: bool,

    /// Only these agents; `*` stands for any characters; may be repeated
    #[arg(long = "agent", value_name = "AGENT")]
    agents: Vec<String>,

    /// Only these environments; may be repeated
    #[arg(long = "env", value_name = "E")]
    environments: Vec<String>,

    /// Only what gives more, or may do so
    #[arg(long, value_enum, value_name = "WHAT")]
    only: Option<What>,

    /// End with 1 where something differs
    #[arg(long)]
    exit_code: bool,

    /// Print in this form
    #[arg(long, value_enum, default_value_t = Format::Human, value_name = "FORM")]
    format: Format,

    /// The most bytes of Markdown; what does not fit is said with less detail, never cut
    #[arg(long, default_value_t = 65_000, value_name = "N", value_parser = clap::value_parser!(u32).range(600..))]
    max_bytes: u32,
}

/// The part of a difference that is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    /// What widens, and what is not proven not to
    Widens,
}

/// Compares and prints.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let (from, to) = (arguments.from.as_deref(), arguments.to.as_deref());
    let asked = Asked::read(from, to, arguments.staged)?;
    let (between, [from, to]) = (asked.between(), &asked.ends);
    if between.is_some() && !arguments.environments.is_empty() {
        let failure = Failure::new("`--env` and `env:NAME` both name environments");
        return Err(failure.help("write one of them"));
    }
    let ground = Ground::new(context, [from, to], arguments.format.paths_from());
    // To look what changed on disk takes as long as to read what was committed. Two commits may need no reading at all.
    let is_read = matches!(to, Endpoint::WorkingTree | Endpoint::Index);
    let find = |end: &Endpoint| {
        let mut found = ground.find(context, end)?;
        if is_read {
            ground.open(&mut found)?;
        }
        Ok::<_, Failure>(found)
    };
    let (before, after) = rayon::join(|| find(from), || find(to));
    let (mut before, mut after) = (before?, after?);
    // What shows how many agents there are, or asks for an environment, has to read them.
    let may_skip = arguments.format == Format::Human
        && arguments.environments.is_empty()
        && between.is_none()
        && arguments.agents.is_empty();
    if may_skip && ground.are_twins(&before, &after)? && ground.is_workspace(&after)? {
        return print(arguments, context, &FleetDiff::default(), 0, [before, after]);
    }
    ground.open(&mut before)?;
    ground.open(&mut after)?;
    if *to == Endpoint::Index {
        ground.check_index(&after)?;
    }
    let [was_there, is_there] = [&before, &after].map(|found| found.source.is_workspace());
    // A folder beside which no workspace is on disk: nothing is known to be gone.
    let is_alone = *to == Endpoint::WorkingTree && matches!(before.source, Source::Folder(_));
    if !is_there && (is_alone || !was_there) {
        drop((before, after));
        return Err(ground.homeless());
    }
    let sides = [(&before, was_there), (&after, is_there)];
    for (found, is_there) in sides {
        note(context, found, is_there);
    }
    let (difference, left_out) = if may_skip && before.source.is_same(&after.source) {
        (FleetDiff::default(), 0)
    } else {
        compare(arguments, context, sides, &asked)?
    };
    if let Some([was, is]) = between {
        before.name = format!("env:{} of {}", visible(&was), before.name);
        after.name = format!("env:{} of {}", visible(&is), after.name);
    }
    print(arguments, context, &difference, left_out, [before, after])
}

fn print(
    arguments: &Arguments,
    context: &Context,
    difference: &FleetDiff,
    left_out: usize,
    [before, after]: [Found<'_>; 2],
) -> Result<Exit, Failure> {
    let differs = !difference.is_empty() || !difference.is_whole();
    let report = Report {
        difference,
        before: Named { name: &before.name, prefix: before.prefix },
        after: Named { name: &after.name, prefix: after.prefix },
        left_out,
    };
    let most_bytes = usize::try_from(arguments.max_bytes).unwrap_or(usize::MAX);
    let text = arguments.format.print(&report, context.terminal.look(), most_bytes);
    context.terminal.print(&text)?;
    Ok(if arguments.exit_code && differs { Exit::Found } else { Exit::Done })
}

/// Loads both sides, what is the same in both once, and compares them; gives how many groups were not asked for, too.
fn compare(
    arguments: &Arguments,
    context: &Context,
    sides: [(&Found<'_>, bool); 2],
    asked: &Asked,
) -> Result<(FleetDiff, usize), Failure> {
    let kept = Kept::default();
    let [before, after] = sides.map(|(found, is_there)| load(context, found, is_there, &kept));
    known(arguments, &before, &after)?;
    for ((found, _), (workspace, name)) in
        sides.iter().zip([&before, &after].into_iter().zip(&asked.environments))
    {
        if let Some(name) = name {
            names::environment_of(workspace, name, &found.name)?;
        }
    }
    let only = Only {
        agents: arguments.agents.clone(),
        environments: arguments.environments.clone(),
        between: asked.between(),
    };
    context.terminal.progress("comparing");
    let mut difference = diff::diff(&before, &after, &only);
    context.terminal.done();
    let left_out = if arguments.only.is_some() { difference.keep_widening() } else { 0 };
    Ok((difference, left_out))
}

fn load(context: &Context, found: &Found<'_>, is_there: bool, kept: &Kept) -> Workspace {
    context.terminal.progress(&format!("reading {}", found.name));
    let nothing = source::nothing();
    let world = found.source.world().filter(|_| is_there).unwrap_or(&nothing);
    let workspace = load_unchecked(world, kept);
    context.terminal.done();
    workspace
}

/// Says what of a side is not looked at.
fn note(context: &Context, found: &Found<'_>, is_there: bool) {
    if !is_there {
        context.terminal.note(&format!("note: there is no workspace in `{}`", found.name));
    }
    for path in found.source.submodules() {
        let (path, name) = (visible(path.as_str()), &found.name);
        let note =
            format!("note: `{path}` is a submodule of `{name}`: its files are not looked at");
        context.terminal.note(&note);
    }
}

/// Refuses names of agents and environments that neither side has: nothing would differ, whatever was meant.
fn known(arguments: &Arguments, before: &Workspace, after: &Workspace) -> Result<(), Failure> {
    for name in &arguments.environments {
        if before.environment(name).is_none() {
            names::environment(after, name)?;
        }
    }
    let has = |side: &Workspace, name: &str| {
        let agents = side.fleet().sorted(Kind::Agent);
        agents.iter().any(|(other, _)| pattern::matches(name, other))
    };
    let unknown = arguments.agents.iter().find(|name| !has(before, name) && !has(after, name));
    unknown.map_or(Ok(()), |name| Err(names::unknown(after, Kind::Agent, name)))
}
