//! What was found, by the file whose check found it; levels and suppressions are applied when it is shown.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::path::FilePath;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{sorted, used};
use crate::asset::Assets;
use crate::fleet::{FileId, Fleet};
use crate::settings::Settings;
use crate::suppression::Suppression;

/// Findings of a workspace, before levels and suppressions.
#[derive(Debug, Default)]
pub struct Findings {
    /// Of loading: what lies oddly, what `use` did not find.
    pub(super) loading: Vec<Diagnostic>,
    /// Of each file by itself, without those of its syntax and nodes, which the file keeps.
    pub(super) own: Vec<Vec<Diagnostic>>,
    /// Of each file's declarations in the workspace.
    pub(super) scoped: Vec<Vec<Diagnostic>>,
    /// Of each text file, with the workspace at hand.
    pub(super) texts: FxHashMap<FilePath, Vec<Diagnostic>>,
    /// How many were not kept.
    pub(super) uncounted: usize,
}

/// Findings as they are shown.
#[derive(Debug, Clone, Default)]
pub struct Shown {
    /// Sorted by path, place and code; each once.
    pub diagnostics: Vec<Diagnostic>,
    /// How many more there are that were not kept.
    pub uncounted: usize,
    /// How many suppressions silenced something.
    pub silenced: usize,
}

impl Findings {
    /// Applies levels and suppressions and sorts.
    #[must_use]
    pub fn shown(&self, settings: &Settings, fleet: &Fleet, assets: &Assets) -> Shown {
        let mut all: Vec<Diagnostic> = Vec::new();
        let mut uncounted = self.uncounted;
        for (_, file) in fleet.files() {
            all.extend(file.diagnostics.iter().cloned());
            uncounted += file.suppressed;
        }
        all.extend(settings.diagnostics.iter().chain(&self.loading).cloned());
        all.extend(self.own.iter().chain(&self.scoped).flatten().cloned());
        let mut texts: Vec<&Diagnostic> = self.texts.values().flatten().collect();
        texts.extend(assets.values().flat_map(|asset| &asset.diagnostics));
        all.extend(texts.into_iter().cloned());
        let mut shown = finish(all, settings, &suppressions(fleet, assets));
        shown.uncounted += uncounted;
        shown
    }

    /// The findings whose primary place is in this file, as they are shown; unused suppressions are left out.
    #[must_use]
    pub fn of_file(&self, id: FileId, settings: &Settings, fleet: &Fleet) -> Vec<Diagnostic> {
        let Some(file) = fleet.file(id) else { return Vec::new() };
        let index = id.0 as usize;
        let lists = [self.own.get(index), self.scoped.get(index)];
        let all =
            file.diagnostics.iter().chain(lists.into_iter().flatten().flatten()).cloned().collect();
        let by_path = FxHashMap::from_iter([(file.path(), file.suppressions.as_slice())]);
        finish(all, settings, &by_path).diagnostics
    }
}

type ByPath<'a> = FxHashMap<&'a FilePath, &'a [Suppression]>;

fn suppressions<'a>(fleet: &'a Fleet, assets: &'a Assets) -> ByPath<'a> {
    let files = fleet.files().map(|(_, file)| (file.path(), file.suppressions.as_slice()));
    let texts = assets.iter().map(|(path, asset)| (path, asset.suppressions.as_slice()));
    files.chain(texts).filter(|(_, all)| !all.is_empty()).collect()
}

fn finish(all: Vec<Diagnostic>, settings: &Settings, suppressions: &ByPath<'_>) -> Shown {
    let mut used: FxHashSet<(FilePath, u32, &'static str)> = FxHashSet::default();
    let mut kept = Vec::with_capacity(all.len());
    for mut diagnostic in all {
        if let Some(suppression) = silences(&diagnostic, suppressions) {
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
    let silenced = used.len();
    kept.extend(used::report(suppressions, &used, settings));
    Shown { diagnostics: sorted(kept), uncounted: 0, silenced }
}

fn silences<'s>(diagnostic: &Diagnostic, suppressions: &ByPath<'s>) -> Option<&'s Suppression> {
    let at = diagnostic.primary.span.start;
    let rule = diagnostic.rule;
    suppressions.get(&diagnostic.primary.path)?.iter().find(|suppression| {
        suppression.covers.touches(at)
            && !suppression.reason.is_empty()
            && suppression
                .rules
                .iter()
                .any(|(name, _)| name == rule.name || name.eq_ignore_ascii_case(rule.code))
    })
}
