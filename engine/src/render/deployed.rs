//! The files that stand in a folder, as dialects read them back: what was deployed, or what was just rendered.

use std::collections::BTreeMap;

use super::files::OutputFile;

/// Files by path, with `/` between parts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Deployed {
    /// Those of the folder.
    pub files: BTreeMap<String, Standing>,
    /// Those in the home of a user.
    pub home: BTreeMap<String, Standing>,
}

/// What stands at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// A file with these bytes.
    File(Vec<u8>),
    /// Something that was not read, and why, as a clause.
    Unread(&'static str),
}

impl Deployed {
    /// The files of a rendering.
    #[must_use]
    pub fn of(files: &[OutputFile]) -> Self {
        let files = files.iter();
        let files = files.map(|file| (file.path.clone(), Standing::File(file.bytes.clone())));
        Self { files: files.collect(), home: BTreeMap::new() }
    }
}

impl Standing {
    /// The bytes of a file.
    #[must_use]
    pub fn bytes(&self) -> Option<&[u8]> {
        match self {
            Self::File(bytes) => Some(bytes),
            Self::Unread(_) => None,
        }
    }
}
