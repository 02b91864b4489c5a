//! Patterns that were read already, by their text: a rule of a base is read once, however many agents extend it.

use rustc_hash::FxHashMap;

use super::{Action, Pattern, PatternError};
use crate::per_thread::PerThread;

/// What each thread has read lately.
#[derive(Debug, Default)]
pub struct Patterns {
    known: PerThread<[FxHashMap<Box<str>, Pattern>; Action::ALL.len()]>,
}

/// How many patterns of an action are kept.
const MOST: usize = 2048;

impl Patterns {
    /// Reads a pattern of an action, or gives what was read before.
    ///
    /// # Errors
    ///
    /// A text that is no pattern.
    pub fn read(&self, action: Action, text: &str) -> Result<Pattern, PatternError> {
        let known = self.known.with(|known| known.get(action as usize)?.get(text).cloned());
        if let Some(pattern) = known.flatten() {
            return Ok(pattern);
        }
        let pattern = Pattern::read(action, text)?;
        self.known.with(|known| {
            let of_action = known.get_mut(action as usize)?;
            // Rules of bases come again and again, those of agents hardly ever.
            if of_action.len() >= MOST {
                of_action.clear();
            }
            of_action.insert(text.into(), pattern.clone())
        });
        Ok(pattern)
    }
}
