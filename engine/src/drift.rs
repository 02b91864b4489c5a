//! What stands in a folder against what would be rendered: file by file, and by what the runtime makes of it.
//!
//! Both sides are read back by the dialect's reader, so that an edit counts for what it does and not for how it is spelled.

mod file;
mod meaning;
#[cfg(test)]
mod tests;

use bailiwick_schema::document::Item;

use crate::render::deployed::Deployed;
use crate::render::dialect::{Note, Weight};
use crate::render::evidence::Evidence;
use crate::render::{Rendered, Target};
use crate::workspace::Workspace;

pub use file::{FileDrift, State};
pub use meaning::{Beyond, Change, Compared};

/// How what stands somewhere differs from a rendering.
#[derive(Debug)]
pub struct Drift {
    /// The files that are not as they would be rendered, sorted by path.
    pub files: Vec<FileDrift>,
    /// How many are.
    pub unchanged: usize,
    /// What the differences mean.
    pub meaning: Meaning,
}

/// What is known of what the differences mean.
#[derive(Debug)]
pub enum Meaning {
    /// The target enforces nothing.
    NotEnforced,
    /// This release does not read files of this dialect back.
    NotRead(&'static str),
    /// They were read back and compared.
    Read(Box<Compared>, Evidence),
}

impl Drift {
    /// Whether anything differs that counts: a file, or what agents may do.
    #[must_use]
    pub fn is_any(&self) -> bool {
        let counts = match &self.meaning {
            Meaning::NotEnforced | Meaning::NotRead(_) => false,
            Meaning::Read(compared, _) => compared.is_any(),
        };
        counts || !self.files.is_empty()
    }
}

/// Compares what stands in a folder with what was rendered for it.
#[must_use]
pub fn drift(
    workspace: &Workspace,
    environment: Option<Item<'_>>,
    target: &Target,
    agents: &[String],
    rendered: &Rendered,
    deployed: &Deployed,
) -> Drift {
    let reader = target.dialect.and_then(|dialect| dialect.read);
    let (files, unchanged) = file::files(&rendered.files, deployed, reader.as_ref());
    let meaning = match (target.dialect, reader) {
        (None, _) => Meaning::NotEnforced,
        (Some(dialect), None) => Meaning::NotRead(dialect.name),
        (Some(dialect), Some(reader)) => {
            let sides = meaning::Sides { dialect, reader, rendered, deployed };
            let contexts = workspace.contexts(environment);
            Meaning::Read(Box::new(meaning::compared(&sides, &contexts, agents)), dialect.evidence)
        }
    };
    Drift { files, unchanged, meaning }
}

/// Whether a note counts as drift.
fn counts(note: &Note) -> bool {
    note.weight != Weight::Nothing
}
