//! How much of a text is read before it counts as hostile.

/// What one file may hold; exceeding it is a finding, never a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// How deep children blocks may nest.
    pub depth: u32,
    /// How many bytes a file may have.
    pub bytes: u32,
    /// How many nodes a file may have.
    pub nodes: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { depth: 64, bytes: 4 * 1024 * 1024, nodes: 1_000_000 }
    }
}
