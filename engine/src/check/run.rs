//! Runs the checks on their subjects.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::document::Item;
use bailiwick_schema::path::FilePath;
use bailiwick_schema::vocabulary::{self, NodeSpec};

use super::dispatch::Dispatch;
use super::reach::Reach;
use super::{Report, Scope, Text, TextRole};
use crate::asset::Asset;
use crate::canonical::Digests;
use crate::compose::{Effective, Family, Layers, Lineage, lineage};
use crate::file::File;
use crate::policy::Watch;
use crate::workspace::AgentDigests;

/// The rows whose argument people and agents read as a sentence.
static SENTENCES: &[&NodeSpec] =
    &[&vocabulary::SUMMARY, &vocabulary::BASE_SUMMARY, &vocabulary::TITLE];

/// Runs what depends on one file alone.
pub fn items(file: &File, report: &mut Report) {
    let table = Dispatch::get();
    for item in file.document.items() {
        for run in table.items(item.spec()).iter().chain(&table.any_item) {
            run(item, report);
        }
        let role = if item.spec() == &vocabulary::INSTRUCTIONS {
            TextRole::Instructions
        } else if SENTENCES.contains(&item.spec()) {
            TextRole::Sentence
        } else {
            continue;
        };
        if let Some(text) = Text::argument(item, role) {
            texts(&text, report);
        }
    }
    // A file that is too large to be read is not searched either.
    let is_refused = |found: &Diagnostic| found.rule.name == "file-too-large";
    if !file.diagnostics.iter().any(is_refused) {
        texts(&Text::file(file.path(), file.document.text(), TextRole::Source), report);
    }
}

/// Runs what depends on one text alone.
pub fn texts(text: &Text<'_>, report: &mut Report) {
    for run in &Dispatch::get().texts {
        run(text, report);
    }
}

/// Runs what depends on a file's declarations and the workspace around them; gives the digests of its agents.
pub fn declarations<'w>(
    scope: &Scope<'w>,
    file: &'w File,
    report: &mut Report,
) -> Vec<AgentDigests> {
    let table = Dispatch::get();
    for item in file.document.items() {
        for run in table.scoped(item.spec()).iter().chain(&table.any_scoped) {
            run(scope, item, report);
        }
        if item.spec() == &vocabulary::INSTRUCTIONS
            && let Some(text) = Text::argument(item, TextRole::Instructions)
        {
            scoped_text(scope, &text, report);
        }
    }
    let agents = file.document.roots().filter(|item| item.spec() == &vocabulary::AGENT);
    let mut digests = Vec::new();
    for item in agents {
        digests.extend(agent(scope, item, report));
    }
    for item in file.document.roots().filter(|item| item.spec() == &vocabulary::BASE) {
        report.diagnostics.extend(scope.circles().bases.get(&item.address()).cloned());
    }
    digests
}

/// Runs what depends on a text file and the workspace around it.
pub fn scoped_asset(scope: &Scope<'_>, path: &FilePath, asset: &Asset, report: &mut Report) {
    if let (Some(text), Some(role)) = (asset.text(), asset.role) {
        scoped_text(scope, &Text::file(path, text, role), report);
    }
}

fn scoped_text(scope: &Scope<'_>, text: &Text<'_>, report: &mut Report) {
    for run in &Dispatch::get().scoped_texts {
        run(scope, text, report);
    }
}

fn agent<'w>(scope: &Scope<'w>, item: Item<'w>, report: &mut Report) -> Option<AgentDigests> {
    let lineage = lineage(scope.fleet, item);
    for run in &Dispatch::get().agents {
        run(scope, &lineage, report);
    }
    let mut watch = Watch::new(scope, item);
    let digests = digested(scope, item, lineage, |effective, is_present| {
        report.diagnostics.extend(effective.problems.iter().cloned());
        if is_present {
            context(scope, effective, watch.as_mut(), report);
        }
    });
    if let Some(watch) = watch {
        watch.report(report);
    }
    digests
}

/// The digests of a file's agents, without checking anything.
pub fn digests<'w>(scope: &Scope<'w>, file: &'w File) -> Vec<AgentDigests> {
    let agents = file.document.roots().filter(|item| item.spec() == &vocabulary::AGENT);
    agents.filter_map(|item| digested(scope, item, lineage(scope.fleet, item), |_, _| {})).collect()
}

/// The digests of an agent; `look` is shown its context in each environment, and whether it is present there.
fn digested<'w>(
    scope: &Scope<'w>,
    item: Item<'w>,
    lineage: Lineage<'w>,
    mut look: impl FnMut(&Effective<'w>, bool),
) -> Option<AgentDigests> {
    let bases = scope.foundations.of(&lineage);
    let family = Family::new(lineage, bases);
    let sources = scope.sources();
    let digests = Digests::new(&sources, &family);
    let mut visit = family.visit();
    let mut contexts = Vec::with_capacity(scope.environments.len());
    let is_selected =
        |environment: &&Item<'w>| scope.is_selected(environment.text().unwrap_or_default());
    for environment in scope.environments.iter().filter(is_selected) {
        let touched = family.touched(*environment, Layers::All);
        let effective = visit.enter(*environment, Layers::All, &touched);
        let name = effective.environment_name().unwrap_or_default();
        let is_present = scope.is_present(effective.stage(), name);
        if is_present {
            contexts.push((name.to_owned(), digests.context(effective, &touched)));
        }
        look(effective, is_present);
    }
    if scope.environments.is_empty() {
        look(family.declared(), true);
    }
    Some(AgentDigests { agent: item.text()?.to_owned(), release: digests.release(), contexts })
}

fn context<'w>(
    scope: &Scope<'w>,
    effective: &Effective<'w>,
    watch: Option<&mut Watch<'_, 'w>>,
    report: &mut Report,
) {
    for run in &Dispatch::get().contexts {
        run(scope, effective, report);
    }
    let reach = Reach::of(scope, effective);
    // Where no rule gives anything, nothing is reached.
    if effective.fields_of(&vocabulary::PERMISSIONS).next().is_some() {
        for run in &Dispatch::get().reaches {
            run(scope, &reach, report);
        }
    }
    if let Some(watch) = watch {
        watch.look(&reach);
    }
}
