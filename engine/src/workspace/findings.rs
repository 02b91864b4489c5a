//! What was found, by the file whose check found it; levels and suppressions are applied when it is shown.

use std::collections::BTreeMap;

use bailiwick_schema::diagnostic::{Diagnostic, Label};
use bailiwick_schema::path::FilePath;
use bailiwick_schema::rule::{Rule, Severity};
use bailiwick_schema::value::Date;
use bailiwick_schema::vocabulary::Kind;
use rustc_hash::{FxHashMap, FxHashSet};

use super::check::Checked;
use super::{sorted, suppressions};
use crate::asset::Assets;
use crate::check::Report;
use crate::check::rules::policy::idle_exception;
use crate::check::rules::unreadable_file;
use crate::file::File;
use crate::fleet::{FileId, Fleet};
use crate::policy;
use crate::settings::Settings;
use crate::suppression::Suppression;

/// Findings of a workspace, before levels and suppressions.
#[derive(Debug, Default)]
pub struct Findings {
    /// Of loading: what lies oddly, what cannot be read.
    pub(super) loading: Vec<Diagnostic>,
    /// Of each file.
    pub(super) files: Vec<Checked>,
    /// Of each text file, with the workspace at hand.
    texts: BTreeMap<FilePath, Report>,
}

/// Findings as they are shown.
#[derive(Debug, Clone, Default)]
pub struct Shown {
    /// Sorted by path, place and code; each once.
    pub diagnostics: Vec<Diagnostic>,
    /// How many more there are that were not kept.
    pub unlisted: usize,
    /// The files of the suppressions that silenced something, one for each rule of each.
    pub silenced: Vec<FilePath>,
    /// The files of the violations that a waiver lets stand, one for each.
    pub waived: Vec<FilePath>,
}

impl Shown {
    /// How many errors there are of rules like these; what was not kept counts as one of them.
    #[must_use]
    pub fn errors_of(&self, is_counted: fn(&Rule) -> bool) -> usize {
        let is_error =
            |found: &&Diagnostic| found.severity == Severity::Error && is_counted(found.rule);
        self.diagnostics.iter().filter(is_error).count() + self.unlisted
    }
}

/// What findings are shown with.
#[derive(Debug, Clone, Copy)]
pub(super) struct View<'w> {
    pub(super) settings: &'w Settings,
    pub(super) fleet: &'w Fleet,
    pub(super) assets: &'w Assets,
    pub(super) today: Option<Date>,
    /// Whether agents are checked in all environments.
    pub(super) is_whole: bool,
}

impl Findings {
    /// The text files in which something was found.
    pub(super) fn texts(&self) -> impl Iterator<Item = &FilePath> {
        self.texts.keys()
    }

    /// Puts a text file's findings in the place of those it had.
    pub(super) fn put_text(&mut self, path: FilePath, found: Report) {
        if found.diagnostics.is_empty() {
            self.texts.remove(&path);
        } else {
            self.texts.insert(path, found);
        }
    }

    /// The places of the exceptions that let something stand.
    fn used(&self) -> FxHashSet<(&FilePath, u32)> {
        let used = self.files.iter().flat_map(|checked| &checked.used);
        used.map(|used| (&used.path, used.start)).collect()
    }

    /// Applies levels and suppressions and sorts.
    #[must_use]
    pub(super) fn shown(&self, view: &View<'_>) -> Shown {
        let View { settings, fleet, assets, .. } = *view;
        let mut all: Vec<Diagnostic> = Vec::new();
        let (mut unlisted, mut nodes) = (0, 0);
        for (_, file) in fleet.files() {
            all.extend(file.diagnostics.iter().cloned());
            unlisted += file.unlisted;
            nodes += file.nodes as u64;
        }
        all.extend(settings.diagnostics.iter().chain(&self.loading).cloned());
        all.extend(unreadable_file::total(nodes, settings));
        for checked in &self.files {
            all.extend(checked.scoped.iter().cloned());
            unlisted += checked.unlisted;
        }
        for report in self.texts.values() {
            all.extend(report.diagnostics.iter().cloned());
            unlisted += report.unlisted;
        }
        for asset in assets.values() {
            all.extend(asset.diagnostics.iter().cloned());
            unlisted += asset.unlisted;
        }
        let used = self.used();
        all.extend(fleet.files().flat_map(|(_, file)| idle(view, file, &used)));
        for diagnostic in &mut all {
            if diagnostic.primary.path.is_std() {
                place_at_use(diagnostic, fleet);
            }
        }
        let mut shown = finish(all, settings, &by_path(fleet, assets));
        shown.unlisted += unlisted;
        let uses = self.files.iter().flat_map(|checked| &checked.used);
        shown.waived = uses.flat_map(|used| used.waived.iter().cloned()).collect();
        shown.waived.sort_unstable();
        shown
    }

    /// The findings whose primary place is in this file, as they are shown; unused suppressions are left out.
    #[must_use]
    pub(super) fn of_file(&self, id: FileId, view: &View<'_>) -> Vec<Diagnostic> {
        let View { settings, fleet, .. } = *view;
        let Some(file) = fleet.file(id) else { return Vec::new() };
        let checked = self.files.get(id.0 as usize);
        let checked = checked.into_iter().flat_map(|found| &found.scoped);
        let mut all: Vec<Diagnostic> = file.diagnostics.iter().chain(checked).cloned().collect();
        all.extend(idle(view, file, &self.used()));
        let own = FxHashMap::from_iter([(file.path(), file.suppressions.as_slice())]);
        finish(all, settings, &own).diagnostics
    }
}

/// Moves a finding out of the standard library, which no reader can change, to the `use` that brings it in.
fn place_at_use(diagnostic: &mut Diagnostic, fleet: &Fleet) {
    let mut module = diagnostic.primary.path.clone();
    // INVARIANT: modules use only what is older, so that this ends; the bound holds against a slip.
    for _ in 0..8 {
        let uses = || fleet.files().flat_map(|(_, file)| file.uses());
        let Some(user) = uses().find(|item| item.text() == Some(module.as_str())) else { return };
        if user.path().is_std() {
            module = user.path().clone();
            continue;
        }
        let text = "brings in what is found".to_owned();
        let place = Label { path: user.path().clone(), span: user.key_span(), text };
        let inside = std::mem::replace(&mut diagnostic.primary, place);
        diagnostic.related.insert(0, inside);
        return;
    }
}

/// The exceptions of a file that let nothing stand, where all that they could let stand was looked at.
fn idle(view: &View<'_>, file: &File, used: &FxHashSet<(&FilePath, u32)>) -> Vec<Diagnostic> {
    let is_held = view.is_whole && view.fleet.names().count(Kind::Policy) > 0;
    let idle = is_held.then(|| policy::idle(view.fleet, file, used, view.today));
    idle.into_iter().flatten().map(|exception| idle_exception::finding(&exception)).collect()
}

type ByPath<'a> = FxHashMap<&'a FilePath, &'a [Suppression]>;

fn by_path<'a>(fleet: &'a Fleet, assets: &'a Assets) -> ByPath<'a> {
    let files = fleet.files().map(|(_, file)| (file.path(), file.suppressions.as_slice()));
    let texts = assets.iter().map(|(path, asset)| (path, asset.suppressions.as_slice()));
    files.chain(texts).filter(|(_, all)| !all.is_empty()).collect()
}

fn finish(all: Vec<Diagnostic>, settings: &Settings, by_path: &ByPath<'_>) -> Shown {
    let mut used: FxHashSet<(FilePath, u32, &'static str)> = FxHashSet::default();
    let mut kept = Vec::with_capacity(all.len());
    for mut diagnostic in all {
        let suppression =
            if diagnostic.rule.is_fixed() { None } else { silences(&diagnostic, by_path) };
        if let Some(suppression) = suppression {
            used.insert((
                diagnostic.primary.path.clone(),
                suppression.span.start,
                diagnostic.rule.code,
            ));
            continue;
        }
        match settings.levels.get(diagnostic.rule.code) {
            Some(None) => continue,
            Some(Some(level)) => diagnostic.severity = *level,
            None => {}
        }
        kept.push(diagnostic);
    }
    let mut silenced: Vec<FilePath> = used.iter().map(|(path, ..)| path.clone()).collect();
    silenced.sort_unstable();
    kept.extend(suppressions::report(by_path, &used, settings));
    kept.iter_mut().for_each(Diagnostic::shorten);
    Shown { diagnostics: sorted(kept), unlisted: 0, silenced, waived: Vec::new() }
}

fn silences<'s>(diagnostic: &Diagnostic, by_path: &ByPath<'s>) -> Option<&'s Suppression> {
    let at = diagnostic.primary.span.start;
    let rule = diagnostic.rule;
    by_path.get(&diagnostic.primary.path)?.iter().find(|suppression| {
        suppression.covers.touches(at)
            && !suppression.reason.is_empty()
            && suppression
                .rules
                .iter()
                .any(|(name, _)| name == rule.name || name.eq_ignore_ascii_case(rule.code))
    })
}
