//! Why a request is decided as it is, kept for longer than the permissions that decided it.

use super::{Absence, Line, Reason, Refusal};

/// A [`Reason`] that owns its lines.
#[derive(Debug, Clone)]
pub enum Cause<'f> {
    /// Rules say so.
    Rules {
        /// Those that say so.
        by: Vec<Line<'f>>,
        /// Those that match, too, and count for less.
        overrode: Vec<Line<'f>>,
    },
    /// No rule grants it.
    NoRule {
        /// Those that would with other arguments.
        unmet: Vec<Line<'f>>,
    },
    /// It names nothing that could be given.
    Refused(Refusal),
    /// The agent does not have what it asks for.
    Absent(Absence),
}

impl<'f> From<Reason<'_, 'f>> for Cause<'f> {
    fn from(reason: Reason<'_, 'f>) -> Self {
        let owned = |lines: Vec<&Line<'f>>| lines.into_iter().cloned().collect();
        match reason {
            Reason::Rules { by, overrode } => {
                Self::Rules { by: owned(by), overrode: owned(overrode) }
            }
            Reason::NoRule { unmet } => Self::NoRule { unmet: owned(unmet) },
            Reason::Refused(refusal) => Self::Refused(refusal),
            Reason::Absent(absence) => Self::Absent(absence),
        }
    }
}
