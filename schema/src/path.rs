//! The name of a file in a workspace.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

/// A file's path relative to the workspace root, with `/` between parts.
///
/// Modules of the standard library have the path of their `use` line (`std/server/github@1`).
/// Cheap to clone.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FilePath(Arc<str>);

impl FilePath {
    /// A path as given.
    #[must_use]
    pub fn new(path: impl Into<Arc<str>>) -> Self {
        Self(path.into())
    }

    /// The path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the file belongs to the standard library and so cannot be edited.
    #[must_use]
    pub fn is_std(&self) -> bool {
        self.0.starts_with("std/") && self.0.contains('@')
    }
}

impl Borrow<str> for FilePath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for FilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for FilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, f)
    }
}

impl From<&str> for FilePath {
    fn from(path: &str) -> Self {
        Self::new(path)
    }
}
