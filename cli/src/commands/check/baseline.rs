//! `--baseline`: the findings of before are known, only new ones count.

use std::io::ErrorKind;
use std::path::Path;

use bailiwick_engine::baseline::{Baseline, Fingerprint, Matched, document, fingerprints};
use bailiwick_engine::world::{place, write as disk};
use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::path::FilePath;

use super::{Arguments, Checked, Context};
use crate::failure::Failure;
use crate::output::count::counted;
use crate::output::diagnostics::Finding;
use crate::output::json::json_text;
use crate::place::shown_argument;

/// Findings, and which of them are known.
pub(super) struct Known<'a> {
    diagnostics: &'a [Diagnostic],
    fingerprints: Vec<Fingerprint>,
    matched: Matched,
}

impl<'a> Known<'a> {
    /// Reads the baseline, or writes it first where that is asked for.
    pub(super) fn read(
        arguments: &Arguments,
        context: &Context,
        checked: &'a Checked,
    ) -> Result<Self, Failure> {
        let diagnostics = &checked.diagnostics;
        let source = |path: &_| checked.workspace.source(path);
        let fingerprints = fingerprints(diagnostics, &source);
        let matched = Matched { is_known: vec![false; fingerprints.len()], gone: 0 };
        let mut known = Self { diagnostics, fingerprints, matched };
        let Some(file) = &arguments.baseline else { return Ok(known) };
        if arguments.update_baseline {
            known.update(context, file)?;
        }
        let baseline = read(context, file)?;
        // A part of the workspace says nothing about what is gone from the rest, but for files that are gone themselves.
        let is_whole = arguments.paths.is_empty() && arguments.environments.is_empty();
        let may_move = |path: &str| is_whole || source(&FilePath::from(path)).is_none();
        known.matched = baseline.matched(diagnostics, &known.fingerprints, &may_move);
        if is_whole {
            known.note_gone(context);
        }
        Ok(known)
    }

    fn update(&self, context: &Context, file: &Path) -> Result<(), Failure> {
        let at = context.place.at(file);
        // What is no baseline is somebody's file.
        if place::exists(&at) {
            read(context, file)?;
        }
        let text = json_text(&document(self.diagnostics, &self.fingerprints));
        disk::atomically(&at, text.as_bytes(), disk::Expected::Anything).map_err(|error| {
            Failure::new(format!("`{}` cannot be written: {error}", shown_argument(file)))
        })?;
        let findings = counted(self.diagnostics.len(), "finding");
        context.terminal.note(&format!("wrote {findings} to `{}`", shown_argument(file)));
        Ok(())
    }

    fn note_gone(&self, context: &Context) {
        let gone = self.matched.gone;
        if gone > 0 {
            let findings = counted(gone, "known finding");
            let are = if gone == 1 { "is" } else { "are" };
            context.terminal.note(&format!(
                "note: {findings} {are} gone from the workspace: `--update-baseline` drops what is gone"
            ));
        }
    }

    /// How many findings are known.
    pub(super) fn count(&self) -> usize {
        self.matched.is_known.iter().filter(|is_known| **is_known).count()
    }

    /// The findings that are not.
    pub(super) fn new_findings(&self) -> Vec<Finding<'_>> {
        self.diagnostics
            .iter()
            .zip(&self.fingerprints)
            .zip(&self.matched.is_known)
            .filter(|(_, is_known)| !**is_known)
            .map(|((diagnostic, fingerprint), _)| Finding { diagnostic, fingerprint })
            .collect()
    }
}

fn read(context: &Context, file: &Path) -> Result<Baseline, Failure> {
    let shown = shown_argument(file);
    let bytes = place::read(&context.place.at(file)).map_err(|error| {
        if error.kind() == ErrorKind::NotFound {
            Failure::new(format!("there is no baseline `{shown}`"))
                .help("`--update-baseline` writes the findings of now to it")
        } else {
            Failure::new(format!("the baseline `{shown}` cannot be read: {error}"))
        }
    })?;
    Baseline::read(&String::from_utf8_lossy(&bytes)).map_err(|error| {
        Failure::new(format!("`{shown}` is not a baseline: {error}"))
            .help("name another file; `--update-baseline` makes it")
    })
}
