//! What became of policies, counted.

use std::fmt;

/// How a target stood to one policy, or to many.
#[derive(Debug, Default, Clone, Copy)]
pub struct Judgement {
    /// Every request is decided as declared.
    pub exact: usize,
    /// Some are given less.
    pub stricter: usize,
    /// Nothing was rendered.
    pub refused: usize,
    /// Requests that the interpreter decided.
    pub requests: usize,
    /// Those among them at which the meaning had to be the same.
    pub same: usize,
    /// Rules that were added, one at a time.
    pub added: usize,
}

impl Judgement {
    pub fn and(self, other: Self) -> Self {
        Self {
            exact: self.exact + other.exact,
            stricter: self.stricter + other.stricter,
            refused: self.refused + other.refused,
            requests: self.requests + other.requests,
            same: self.same + other.same,
            added: self.added + other.added,
        }
    }
}

impl fmt::Display for Judgement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { exact, stricter, refused, requests, same, added } = self;
        write!(
            f,
            "{exact} exact, {stricter} stricter, {refused} refused; {requests} requests, {same} of them with an exact meaning; \
             {added} rules added"
        )
    }
}
