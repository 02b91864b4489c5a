//! `bailiwick git-diff-driver`: what `git diff` prints of a file, as a difference of the workspace that it lies in.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bailiwick_engine::diff::{self, Only};
use bailiwick_engine::workspace::{Kept, load_unchecked};
use bailiwick_engine::world::{Disk, Edited, place};
use clap::Args;

use super::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::diagnostics::PathsFrom;
use crate::output::diff::{Format, Named, Report};
use crate::output::visible::visible;

/// The mode of a link, whose text is a path.
const LINK: &str = "120000";
/// What git writes where there is no file.
const NOTHING: &str = "/dev/null";

/// What git says to the driver of a diff.
#[derive(Debug, Args)]
#[command(after_help = "Set up with two lines:\n  \
                  .gitattributes:  *.kdl diff=bailiwick\n  \
                  git config diff.bailiwick.command \"bailiwick git-diff-driver\"\n\
                  Everything but the file is taken from the working tree. `git diff --no-ext-diff` shows the lines.")]
pub struct Arguments {
    /// PATH OLD-FILE OLD-ID OLD-MODE NEW-FILE NEW-ID NEW-MODE [NEW-PATH CHANGE]; a path alone where a merge is not finished
    #[arg(value_name = "WORD", required = true, num_args = 1..=9, allow_hyphen_values = true)]
    words: Vec<String>,
}

/// One side of the file.
struct Side<'a> {
    path: &'a str,
    file: &'a str,
    mode: &'a str,
}

/// Prints what differs. What goes wrong is printed, too: git would stop at a driver that fails.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let words: Vec<&str> = arguments.words.iter().map(String::as_str).collect();
    let (before, after) = match words.as_slice() {
        [path] => {
            let path = visible(path);
            context.terminal.print(&format!("{path}: a merge is not finished\n"))?;
            return Ok(Exit::Done);
        }
        [path, old, _, old_mode, new, _, new_mode, rest @ ..] => (
            Side { path, file: old, mode: old_mode },
            Side { path: rest.first().unwrap_or(path), file: new, mode: new_mode },
        ),
        _ => {
            let failure = Failure::new("git calls the driver of a diff with 7 words");
            return Err(failure.help("`git diff` runs this where `.gitattributes` says so"));
        }
    };
    let title = if before.path == after.path {
        visible(before.path).into_owned()
    } else {
        format!("{} -> {}", visible(before.path), visible(after.path))
    };
    let told = compared(context, &before, &after).unwrap_or_else(|failure| {
        let help = failure.help.map_or_else(String::new, |help| format!("; {help}"));
        format!("not compared: {}{help}\n", failure.message)
    });
    context.terminal.print(&format!("bailiwick diff {title}\n{told}"))?;
    Ok(Exit::Done)
}

/// The difference between the workspace with the one file and with the other.
fn compared(context: &Context, before: &Side<'_>, after: &Side<'_>) -> Result<String, Failure> {
    let disk = around(&context.place.at(Path::new(after.path)))?;
    let [old, new] = [before.text(context)?, after.text(context)?];
    let inside = |path: &str| {
        disk.relative(&context.place.at(Path::new(path)))
            .ok_or_else(|| Failure::new(format!("`{}` leads out of the workspace", visible(path))))
    };
    let (was, is) = (inside(before.path)?, inside(after.path)?);
    let mut texts = [BTreeMap::from([(was.clone(), old)]), BTreeMap::from([(is.clone(), new)])];
    // Under its other name the file is not there, and so declares nothing.
    for (texts, other) in texts.iter_mut().zip([is, was]) {
        texts.entry(other).or_insert_with(|| Arc::from(""));
    }
    let kept = Kept::default();
    let [old, new] =
        texts.each_ref().map(|texts| load_unchecked(&Edited { world: &disk, texts }, &kept));
    let difference = diff::diff(&old, &new, &Only::default());
    let prefix = || context.place.prefix(disk.root(), PathsFrom::CurrentDirectory);
    let [old, new] = [("a/", before.path), ("b/", after.path)]
        .map(|(side, path)| format!("{side}{}", visible(path)));
    let report = Report {
        difference: &difference,
        before: Named { name: &old, prefix: prefix() },
        after: Named { name: &new, prefix: prefix() },
        left_out: 0,
    };
    Ok(Format::Human.print(&report, context.terminal.look(), usize::MAX))
}

/// The workspace around a file that need not be there any more.
fn around(path: &Path) -> Result<Disk, Failure> {
    let folder = path.ancestors().skip(1).find(|folder| place::is_folder(folder));
    let found = folder.map(PathBuf::from).map(|folder| Disk::find(&folder));
    match found {
        Some(Ok(Some(disk))) => Ok(disk),
        _ => Err(Failure::new("it lies in no workspace")),
    }
}

impl Side<'_> {
    /// The text; empty where there is no file.
    fn text(&self, context: &Context) -> Result<Arc<str>, Failure> {
        if self.file == NOTHING || self.mode == "." {
            return Ok(Arc::from(""));
        }
        if self.mode == LINK {
            return Err(Failure::new("it is a link"));
        }
        let bytes = place::read(&context.place.at(Path::new(self.file))).map_err(|error| {
            Failure::new(format!("`{}` cannot be read: {error}", visible(self.file)))
        })?;
        Ok(String::from_utf8_lossy(&bytes).into())
    }
}
