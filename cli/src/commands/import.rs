//! `bailiwick import PATH [--from FORMAT] --out DIR`: makes Bailiwick files of another tool's agent definitions.

use std::io;
use std::path::{Path, PathBuf};

use bailiwick_engine::import::{self, Imported, Importer, InputFile, Options, OutputFile};
use bailiwick_engine::workspace;
use bailiwick_engine::world::{Disk, ReadError, WORKSPACE_FILE, create, folder};
use bailiwick_schema::path::FilePath;
use bailiwick_schema::vocabulary::Kind;
use clap::builder::PossibleValue;
use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};

use super::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::import as output;
use crate::output::visible::visible;

/// How many files that stand in the way are named.
const MOST_NAMED: usize = 20;

/// What `import` is asked.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The project or folder to read, or one file
    #[arg(value_name = "PATH")]
    source: PathBuf,

    /// What the files are; several may be named, and without it the files say
    #[arg(long = "from", value_name = "FORMAT", value_parser = formats())]
    formats: Vec<String>,

    /// The folder to write to; nothing that stands there is overwritten
    #[arg(long, value_name = "DIR", default_value = ".")]
    out: PathBuf,

    /// Write nothing, and list what would be written
    #[arg(long)]
    dry_run: bool,

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
    /// JSON, as `bailiwick schema import` says
    Json,
}

fn formats() -> PossibleValuesParser {
    import::IMPORTERS
        .iter()
        .map(|importer| PossibleValue::new(importer.name).help(importer.summary))
        .collect::<Vec<_>>()
        .into()
}

/// Reads, imports, writes, and reports; a file that had to be refused makes the answer no.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let named: Vec<&Importer> =
        arguments.formats.iter().filter_map(|name| import::importer(name)).collect();
    let (mut files, run) = read(&arguments.source, context, &named)?;
    let importers = if named.is_empty() { import::found(&files) } else { named };
    if arguments.formats.is_empty() {
        // Many a file is of no format that is found there.
        files.retain(|file| importers.iter().any(|importer| (importer.wants)(&file.path)));
    }
    if importers.is_empty() {
        let shown = arguments.source.display().to_string();
        return Err(Failure::new(format!("nothing that can be imported is in `{}`", visible(&shown)))
            .help("name the project that a tool's files lie in; `bailiwick import --help` lists the formats"));
    }
    let out = context.place.at(&arguments.out);
    let manifest = FilePath::from(WORKSPACE_FILE);
    let has_manifest = create::stands(&out, &manifest);
    let roots = roots(&arguments.source, context);
    let options =
        Options { workspace: workspace_name(&out), has_manifest, roots, ..declared(&out) };
    let imported = import::import(&files, &importers, &options);
    let standing = create::standing(&out, contents(&imported.files));
    if !standing.is_empty() {
        return Err(in_the_way(&standing, &arguments.out));
    }
    let written = if arguments.dry_run {
        imported.files.iter().map(|file| file.path.clone()).collect()
    } else {
        let written = write(&out, &imported.files)?;
        let run = runnable(&imported, &run);
        create::runnable(&out, &run).map_err(not_written)?;
        written
    };
    report(arguments, &imported, &written, context)?;
    Ok(if imported.report.has_refusals() { Exit::Found } else { Exit::Done })
}

/// Files to import, and the paths of those among them that may be run.
type Read = (Vec<InputFile>, Vec<String>);

fn read(source: &Path, context: &Context, importers: &[&Importer]) -> Result<Read, Failure> {
    let shown = source.display().to_string();
    let shown = visible(&shown);
    let known = if importers.is_empty() { import::IMPORTERS } else { importers };
    let wanted = |path: &str| known.iter().any(|importer| (importer.wants)(path));
    let files =
        folder::files(&context.place.at(source), wanted).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => Failure::new(format!("there is no folder `{shown}`")),
            _ => Failure::new(format!("`{shown}` cannot be read: {error}")),
        })?;
    let run = files.iter().filter(|file| file.is_executable);
    let run = run.map(|file| file.path.clone()).collect();
    let files = files.into_iter().map(|file| {
        let content = file.content.map_err(|error| match error {
            ReadError::Outside => "a symlink leads out of the folder".to_owned(),
            error => error.to_string(),
        });
        InputFile { path: file.path, content }
    });
    Ok((files.collect(), run))
}

/// The files of skills that are made of files that may be run.
fn runnable(imported: &Imported, run: &[String]) -> Vec<FilePath> {
    let made = imported.report.files.iter().filter(|file| run.contains(&file.path));
    let written = made.flat_map(|file| file.written.iter());
    written.filter(|path| path.as_str().starts_with("skills/")).cloned().collect()
}

/// The paths of what is imported, from `/` and from the home folder, which rules may name.
fn roots(source: &Path, context: &Context) -> Vec<String> {
    let absolute = std::path::absolute(context.place.at(source)).ok();
    let canonical = absolute.as_ref().and_then(|path| path.canonicalize().ok());
    let mut roots: Vec<String> = absolute
        .into_iter()
        .chain(canonical)
        .map(|path| path.to_string_lossy().replace('\\', "/"))
        .collect();
    roots.dedup();
    #[expect(clippy::disallowed_methods, reason = "rules name the home folder by `~`")]
    let home = std::env::var("HOME").ok().filter(|home| home.len() > 1);
    if let Some(home) = home {
        let below = |root: &String| root.strip_prefix(&home).map(|rest| format!("~{rest}"));
        let in_home: Vec<String> = roots.iter().filter_map(below).collect();
        roots.extend(in_home);
    }
    roots
}

/// What the workspace in the output folder declares; nothing where there is none.
fn declared(out: &Path) -> Options {
    if !create::stands(out, &FilePath::from(WORKSPACE_FILE)) {
        return Options::default();
    }
    let workspace = workspace::load(&Disk::at(out));
    let agents = workspace.fleet().sorted(Kind::Agent).into_iter();
    let names = |kind| {
        let declared = workspace.fleet().sorted(kind).into_iter();
        declared.map(|(name, _)| name.to_owned()).collect()
    };
    Options {
        declared: agents.map(|(name, item)| (name.to_owned(), item.path().clone())).collect(),
        bases: names(Kind::Base),
        servers: names(Kind::Server),
        ..Options::default()
    }
}

/// The name of the output folder, whether it is there or not.
fn workspace_name(out: &Path) -> String {
    let absolute = std::path::absolute(out).unwrap_or_else(|_| out.to_path_buf());
    let absolute = absolute.canonicalize().unwrap_or(absolute);
    absolute.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn in_the_way(standing: &[FilePath], out: &Path) -> Failure {
    let mut named: Vec<_> = standing
        .iter()
        .take(MOST_NAMED)
        .map(|path| format!("\n  {}", visible(path.as_str())))
        .collect();
    if standing.len() > MOST_NAMED {
        named.push(format!("\n  and {} more", standing.len() - MOST_NAMED));
    }
    let out = out.display().to_string();
    let what = if standing.len() == 1 { "a file stands" } else { "files stand" };
    Failure::new(format!(
        "{what} in the way in `{}`, and nothing was written:{}",
        visible(&out),
        named.concat()
    ))
    .help("name an empty folder with `--out`, or move the files away")
}

/// Writes the files that do not stand there yet, and gives them.
fn write(out: &Path, files: &[OutputFile]) -> Result<Vec<FilePath>, Failure> {
    create::all(out, contents(files)).map_err(|(path, error)| {
        Failure::new(format!(
            "`{}` cannot be written, so nothing was: {error}",
            visible(path.as_str())
        ))
    })
}

fn not_written((path, error): (FilePath, io::Error)) -> Failure {
    let path = visible(path.as_str()).into_owned();
    Failure::new(format!("`{path}` is written, and cannot be made one that may be run: {error}"))
}

/// The files that are to stand below the output folder.
fn contents(files: &[OutputFile]) -> impl Iterator<Item = (&FilePath, &[u8])> {
    files.iter().map(|file| (&file.path, file.bytes.as_slice()))
}

fn report(
    arguments: &Arguments,
    imported: &Imported,
    written: &[FilePath],
    context: &Context,
) -> Result<(), Failure> {
    let text = match arguments.format {
        Form::Json => output::json(imported, written),
        Form::Human if arguments.dry_run => output::dry_run(imported),
        Form::Human => output::human(imported, written, &arguments.out.display().to_string()),
    };
    Ok(context.terminal.print(&text)?)
}
