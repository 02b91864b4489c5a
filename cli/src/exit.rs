//! What the process's exit code means.

use std::process::ExitCode;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Done, nothing found at or above the level.
    Done,
    /// Done, and the answer is no: findings, or a difference that was asked for.
    Found,
    /// Could not do it: usage, input, output, configuration.
    Failed,
    /// Came too late: read again and retry.
    Stale,
}

impl Exit {
    /// The number that the process ends with.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Found => 1,
            Self::Failed => 2,
            Self::Stale => 3,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}
