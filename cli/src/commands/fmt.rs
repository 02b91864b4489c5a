//! `bailiwick fmt [PATHS]`: the canonical layout of files.

mod targets;

use std::io;
use std::path::{Path, PathBuf};

use bailiwick_engine::fix::unified_diff;
use bailiwick_engine::world::{place, write};
use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::path::FilePath;
use bailiwick_schema::rule::Severity;
use bailiwick_schema::{format, syntax};
use clap::Args;
use rayon::prelude::*;

use super::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::count::counted;
use crate::output::diagnostics::print_findings;
use crate::output::visible::{visible, visible_lines};
use crate::place::shown_argument;

use targets::{Target, targets};

/// What `fmt` is asked.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Files and folders; the whole workspace where nothing is said, standard input for `-`
    #[arg(value_name = "PATHS")]
    paths: Vec<PathBuf>,

    /// Print what would change as a diff, and write nothing
    #[arg(long)]
    check: bool,
}

/// What formatting a file came to.
enum Outcome {
    /// It is as it should be.
    Same,
    /// It has another layout.
    Changed { before: String, after: String },
    /// It has syntax errors; the text may have replacements for what is not UTF-8.
    Unsound { text: String, errors: Vec<Diagnostic> },
    /// It cannot be read.
    Unreadable(io::Error),
}

/// Formats files, or standard input.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    if arguments.paths.iter().any(|path| path == Path::new("-")) {
        return if arguments.paths.len() == 1 {
            standard_input(arguments, context)
        } else {
            Err(Failure::new("`-` stands alone: standard input cannot be formatted beside files"))
        };
    }
    let targets = targets(context, &arguments.paths)?;
    let outcomes: Vec<Outcome> = targets.par_iter().map(outcome).collect();
    let (mut changed, mut same, mut failed) = (0, 0, 0);
    for (target, outcome) in targets.iter().zip(outcomes) {
        match outcome {
            Outcome::Same => same += 1,
            Outcome::Changed { before, after } => {
                take(arguments, context, target, &before, &after)?;
                changed += 1;
            }
            other => {
                explain(context, &target.name, other);
                failed += 1;
            }
        }
    }
    note(arguments, context, changed, same, failed);
    Ok(match (failed, changed) {
        (1.., _) => Exit::Failed,
        (0, 1..) if arguments.check => Exit::Found,
        _ => Exit::Done,
    })
}

/// Writes a file's new layout, or shows it.
fn take(
    arguments: &Arguments,
    context: &Context,
    target: &Target,
    before: &str,
    after: &str,
) -> Result<(), Failure> {
    if arguments.check {
        let diff = unified_diff(&target.name, before, after);
        context.terminal.print(&visible_lines(&diff))?;
        return Ok(());
    }
    let expected = write::Expected::Bytes(before.as_bytes());
    write::atomically(&target.place, after.as_bytes(), expected).map_err(|error| {
        let name = visible(target.name.as_str()).into_owned();
        Failure::new(format!("`{name}` is not written: {error}"))
    })?;
    context.terminal.print(&format!("formatted {}\n", visible(target.name.as_str())))?;
    Ok(())
}

fn note(arguments: &Arguments, context: &Context, changed: usize, same: usize, failed: usize) {
    let did = if arguments.check { "would format" } else { "formatted" };
    let mut text = format!("{did} {}, {same} unchanged", counted(changed, "file"));
    if failed > 0 {
        text.push_str(&format!(", {failed} with errors left as they are"));
    }
    context.terminal.note(&text);
}

fn outcome(target: &Target) -> Outcome {
    match place::read(&target.place) {
        Ok(bytes) => layout(&target.name, bytes, &target.limits),
        Err(error) => Outcome::Unreadable(error),
    }
}

/// The layout of a text.
fn layout(name: &FilePath, bytes: Vec<u8>, limits: &syntax::Limits) -> Outcome {
    let (text, not_utf8) = match String::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => syntax::decode_utf8(name, error.as_bytes()),
    };
    let mut parsed = syntax::parse(name, text.as_str().into(), limits);
    parsed.diagnostics.extend(not_utf8);
    match format::format(&parsed) {
        Some(after) if after == text => Outcome::Same,
        Some(after) => Outcome::Changed { before: text, after },
        None => {
            parsed.diagnostics.retain(|finding| finding.severity == Severity::Error);
            parsed.diagnostics.iter_mut().for_each(Diagnostic::shorten);
            Outcome::Unsound { text, errors: parsed.diagnostics }
        }
    }
}

/// Says beside the answer why a file is not formatted.
fn explain(context: &Context, name: &FilePath, outcome: Outcome) {
    match outcome {
        Outcome::Same | Outcome::Changed { .. } => {}
        Outcome::Unreadable(error) => {
            let name = visible(name.as_str());
            context.terminal.error(&format!("`{name}` cannot be read: {error}"), None);
        }
        Outcome::Unsound { text, errors } => {
            let text = text.into();
            let source = |_: &FilePath| Some(std::sync::Arc::clone(&text));
            let findings = print_findings(&errors, &source, context.terminal.error_look());
            context.terminal.note(findings.trim_end());
        }
    }
}

fn standard_input(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let bytes = place::whole(io::stdin().lock())
        .map_err(|error| Failure::new(format!("standard input cannot be read: {error}")))?;
    let name = FilePath::from(shown_argument(Path::new("-")).as_str());
    let before = bytes.clone();
    match layout(&name, bytes, &syntax::Limits::default()) {
        Outcome::Same if arguments.check => Ok(Exit::Done),
        Outcome::Same => {
            context.terminal.print(&String::from_utf8_lossy(&before))?;
            Ok(Exit::Done)
        }
        Outcome::Changed { before, after } if arguments.check => {
            context.terminal.print(&visible_lines(&unified_diff(&name, &before, &after)))?;
            Ok(Exit::Found)
        }
        Outcome::Changed { after, .. } => {
            context.terminal.print(&after)?;
            Ok(Exit::Done)
        }
        unsound => {
            explain(context, &name, unsound);
            Ok(Exit::Failed)
        }
    }
}
