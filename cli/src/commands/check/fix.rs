//! `--fix`: applies fixes, checks again, and writes what came out.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::Arc;

use bailiwick_engine::fix::{self, Permitted, unified_diff};
use bailiwick_engine::world::{Disk, Edited, World, write};
use bailiwick_schema::path::FilePath;

use super::{Arguments, Checked, Context, Known};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::count::counted;
use crate::output::visible::{visible, visible_lines};
use crate::place::Found;

/// After so many rounds fixes that make room for each other have come to an end, or never will.
const MOST_ROUNDS: usize = 10;

/// Mends what can be mended, and prints the rest.
pub(super) fn run(
    arguments: &Arguments,
    context: &Context,
    found: &Found,
) -> Result<Exit, Failure> {
    let mut mended = Mended { disk: &found.disk, before: BTreeMap::new(), after: BTreeMap::new() };
    let mut checked = Checked::new(arguments, context, found, &mended.world())?;
    let permitted = if arguments.unsafe_fixes { Permitted::All } else { Permitted::Safe };
    let mut findings = 0;
    for _ in 0..MOST_ROUNDS {
        let workspace = &checked.workspace;
        let source = |path: &FilePath| mended.editable(path, workspace.source(path)?);
        let applied = fix::apply(&checked.diagnostics, &source, permitted);
        if applied.texts.is_empty() {
            break;
        }
        findings += applied.mended;
        mended.take(applied.texts, &|path| workspace.source(path));
        checked = Checked::new(arguments, context, found, &mended.world())?;
    }
    if arguments.dry_run {
        context.terminal.print(&mended.diff())?;
        mended.note(context, "would fix", findings);
        let would = if mended.after.is_empty() { Exit::Done } else { Exit::Found };
        let known = Known::read(arguments, context, &checked)?;
        return Ok(would.max(checked.exit(&known.new_findings(), arguments.fail_on)));
    }
    mended.write()?;
    mended.note(context, "fixed", findings);
    checked.print(arguments, context, found)
}

/// The workspace on disk with mended texts over it.
struct Mended<'d> {
    disk: &'d Disk,
    /// What each mended file held when it was first read.
    before: BTreeMap<FilePath, Arc<str>>,
    after: BTreeMap<FilePath, Arc<str>>,
}

impl Mended<'_> {
    /// The files on disk, but for those that are mended.
    fn world(&self) -> Edited<'_> {
        Edited { world: self.disk, texts: &self.after }
    }

    /// The text, where it is the file byte for byte; what is not UTF-8 was read with replacements and is not edited.
    fn editable(&self, path: &FilePath, text: Arc<str>) -> Option<Arc<str>> {
        let exact = !text.contains(char::REPLACEMENT_CHARACTER)
            || self.world().read(path).is_ok_and(|bytes| bytes == text.as_bytes());
        exact.then_some(text)
    }

    fn take(
        &mut self,
        texts: BTreeMap<FilePath, String>,
        source: &dyn Fn(&FilePath) -> Option<Arc<str>>,
    ) {
        for (path, text) in texts {
            if !self.before.contains_key(&path)
                && let Some(before) = source(&path)
            {
                self.before.insert(path.clone(), before);
            }
            self.after.insert(path, text.into());
        }
    }

    fn diff(&self) -> String {
        let files = self.after.iter().filter_map(|(path, after)| {
            let before = self.before.get(path)?;
            Some(visible_lines(&unified_diff(path, before, after)).into_owned())
        });
        files.collect()
    }

    /// Writes the files, where all of them are still as they were read.
    fn write(&self) -> Result<(), Failure> {
        let failure = |path: &FilePath, why: &dyn std::fmt::Display| {
            Failure::new(format!("`{}` is not written: {why}", visible(path.as_str())))
                .help("run `bailiwick check --fix` again")
        };
        for (path, before) in &self.before {
            match self.disk.read(path) {
                Ok(bytes) if bytes == before.as_bytes() => {}
                Ok(_) => return Err(failure(path, &"the file changed since it was read")),
                Err(error) => return Err(failure(path, &error)),
            }
        }
        for (path, after) in &self.after {
            let Some(before) = self.before.get(path) else { continue };
            let place = self.disk.root().join(path.as_str());
            let expected = write::Expected::Bytes(before.as_bytes());
            write::atomically(&place, after.as_bytes(), expected)
                .map_err(|error| failure(path, &error))?;
        }
        Ok(())
    }

    fn note(&self, context: &Context, did: &str, findings: usize) {
        let findings = counted(findings, "finding");
        let files = counted(self.after.len(), "file");
        context.terminal.note(&format!("{did} {findings} in {files}"));
    }
}
