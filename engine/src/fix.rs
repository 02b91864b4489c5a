//! Applies the fixes of findings to texts; nothing is written here.

mod diff;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::Arc;

use bailiwick_schema::diagnostic::{Applicability, Diagnostic, Edit, Fix};
use bailiwick_schema::path::FilePath;

pub use diff::unified_diff;

/// Which fixes may be applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Permitted {
    /// Only those that leave every digest as it is.
    Safe,
    /// Also those that may change what an agent may do.
    All,
}

/// What became of the fixes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Applied {
    /// The new text of each file that changes.
    pub texts: BTreeMap<FilePath, String>,
    /// How many findings were mended.
    pub mended: usize,
    /// How many fixes met an earlier one or do not fit their text; check again and they may.
    pub postponed: usize,
}

/// Applies the permitted fixes, in the order of the findings, to the texts that `source` gives.
///
/// A fix is applied whole or not at all. Where two overlap, the first wins. Modules of the standard library are never
/// edited.
#[must_use]
pub fn apply(
    diagnostics: &[Diagnostic],
    source: &dyn Fn(&FilePath) -> Option<Arc<str>>,
    permitted: Permitted,
) -> Applied {
    let mut accepted = Accepted::default();
    let mut applied = Applied::default();
    for fix in diagnostics.iter().filter_map(|diagnostic| diagnostic.fix.as_ref()) {
        if !is_permitted(fix, permitted) {
            continue;
        }
        if accepted.take(fix, source) {
            applied.mended += 1;
        } else {
            applied.postponed += 1;
        }
    }
    for (path, file) in accepted.files {
        let text = file.text();
        if *text != *file.source {
            applied.texts.insert(path, text);
        }
    }
    applied
}

/// Whether `fix` may be applied: its level is permitted and it edits no module of the standard library.
#[must_use]
pub fn is_permitted(fix: &Fix, permitted: Permitted) -> bool {
    let level = permitted == Permitted::All || fix.applicability == Applicability::Safe;
    level && !fix.edits.is_empty() && fix.edits.iter().all(|edit| !edit.path.is_std())
}

/// The edits taken so far.
#[derive(Default)]
struct Accepted {
    files: BTreeMap<FilePath, FileEdits>,
}

struct FileEdits {
    source: Arc<str>,
    // INVARIANT: no two overlap, so that their ends are in order too.
    edits: BTreeMap<(u32, u32), String>,
}

impl Accepted {
    /// Takes all edits of a fix, or none of them.
    fn take(&mut self, fix: &Fix, source: &dyn Fn(&FilePath) -> Option<Arc<str>>) -> bool {
        let mut taken: Vec<&Edit> = Vec::new();
        for edit in &fix.edits {
            match self.take_edit(edit, source) {
                Some(Outcome::Taken) => taken.push(edit),
                Some(Outcome::AlreadyThere) => {}
                None => {
                    self.give_back(&taken);
                    return false;
                }
            }
        }
        true
    }

    fn take_edit(
        &mut self,
        edit: &Edit,
        source: &dyn Fn(&FilePath) -> Option<Arc<str>>,
    ) -> Option<Outcome> {
        if !self.files.contains_key(&edit.path) {
            let file = FileEdits { source: source(&edit.path)?, edits: BTreeMap::new() };
            self.files.insert(edit.path.clone(), file);
        }
        self.files.get_mut(&edit.path)?.take(edit)
    }

    fn give_back(&mut self, taken: &[&Edit]) {
        for edit in taken {
            if let Some(file) = self.files.get_mut(&edit.path) {
                file.edits.remove(&(edit.span.start, edit.span.end));
            }
        }
    }
}

enum Outcome {
    Taken,
    AlreadyThere,
}

impl FileEdits {
    fn take(&mut self, edit: &Edit) -> Option<Outcome> {
        let key = (edit.span.start, edit.span.end);
        self.source.get(edit.span.range())?;
        if let Some(there) = self.edits.get(&key) {
            return (*there == edit.replacement).then_some(Outcome::AlreadyThere);
        }
        let before = self.edits.range(..key).next_back().map(|(key, _)| *key);
        let after = self.edits.range(key..).next().map(|(key, _)| *key);
        if before.into_iter().chain(after).any(|other| overlap(key, other)) {
            return None;
        }
        self.edits.insert(key, edit.replacement.clone());
        Some(Outcome::Taken)
    }

    fn text(&self) -> String {
        let mut text = String::with_capacity(self.source.len());
        let mut at = 0;
        for ((start, end), replacement) in &self.edits {
            text.push_str(self.source.get(at..*start as usize).unwrap_or_default());
            text.push_str(replacement);
            at = *end as usize;
        }
        text.push_str(self.source.get(at..).unwrap_or_default());
        text
    }
}

/// Whether two different ranges share a byte, or one is empty and lies inside the other.
const fn overlap(a: (u32, u32), b: (u32, u32)) -> bool {
    a.0 < b.1 && b.0 < a.1
}
