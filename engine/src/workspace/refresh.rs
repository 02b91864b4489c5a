//! Changes on disk: known declarations are edited in place, anything else is loaded again.

use std::sync::Arc;

use bailiwick_schema::path::FilePath;

use super::Workspace;
use super::load::load_knowing;
use crate::world::{ReadError, World};

/// With more changed files than this, loading everything is no slower than one edit after the other.
const MOST_EDITS: usize = 16;

/// How changes were taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refreshed {
    /// As other texts of known KDL files; none where nothing of the workspace changed.
    Edits(usize),
    /// By loading everything again.
    Whole,
}

impl Workspace {
    /// Takes in that these files may be others than before; the result is that of loading the workspace anew.
    pub fn refresh(&mut self, world: &dyn World, changed: &[FilePath]) -> Refreshed {
        let Some(texts) = self.edits(world, changed) else { return self.reload(world) };
        let edits = texts.len();
        for (path, text) in texts {
            self.set_text(world, &path, text);
        }
        Refreshed::Edits(edits)
    }

    /// Loads everything again, for the environments that were asked for at first.
    pub fn reload(&mut self, world: &dyn World) -> Refreshed {
        let selected = std::mem::take(&mut self.selected);
        *self = load_knowing(world, &selected, Arc::clone(&self.proven));
        Refreshed::Whole
    }

    /// The new texts of the KDL files among the changed ones; none where anything else of the workspace may have changed.
    fn edits(&self, world: &dyn World, changed: &[FilePath]) -> Option<Vec<(FilePath, Arc<str>)>> {
        let mut texts = Vec::new();
        for path in changed {
            let read = world.read(path);
            if let Some((_, file)) = self.fleet.file_at(path) {
                let text = String::from_utf8(read.ok()?).ok()?;
                if **file.document.text() != *text {
                    texts.push((path.clone(), text.into()));
                }
            } else if !matches!(read, Err(ReadError::Missing)) || self.has_at_or_below(path) {
                // What came and went, such as an editor's backup, is nothing.
                return None;
            }
        }
        (texts.len() <= MOST_EDITS).then_some(texts)
    }

    /// Whether the workspace knows a file of this path, or one in a folder of it.
    fn has_at_or_below(&self, path: &FilePath) -> bool {
        let is_there = |other: &FilePath| {
            let rest = other.as_str().strip_prefix(path.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let listed = self.listing.entries.iter().map(|entry| &entry.path);
        let odd = self.listing.oddities.iter().map(|oddity| &oddity.path);
        let declared = self.fleet.files().map(|(_, file)| file.path());
        listed.chain(odd).chain(declared).chain(self.assets.keys()).any(is_there)
    }
}
