//! A request that proves a difference.

use std::fmt;

use super::Arguments;

/// A request: the shortest resource that shows a difference, with the least arguments.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Witness {
    /// The canonical spelling of the resource.
    pub resource: Box<str>,
    /// The arguments, where some matter.
    pub arguments: Arguments,
}

/// As `bailiwick can` takes it.
impl fmt::Display for Witness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.resource)?;
        if self.arguments.is_empty() {
            return Ok(());
        }
        write!(f, " {}", self.arguments)
    }
}
