//! A value for each thread of the pool, so that threads share neither a lock nor a count.

use std::fmt;
use std::sync::{Mutex, PoisonError};

/// A value for each thread of the pool it was made for, and one for all threads outside of it.
pub(crate) struct PerThread<T> {
    slots: Box<[Slot<T>]>,
}

/// Alone on its cache lines, so that no thread waits for another one's.
#[repr(align(128))]
#[derive(Default)]
struct Slot<T>(Mutex<T>);

impl<T: Default> Default for PerThread<T> {
    fn default() -> Self {
        let slots = (0..=rayon::current_num_threads()).map(|_| Slot::default());
        Self { slots: slots.collect() }
    }
}

impl<T> PerThread<T> {
    /// Calls `then` with this thread's value, which it may not ask for again meanwhile; none where there is no value.
    pub(crate) fn with<R>(&self, then: impl FnOnce(&mut T) -> R) -> Option<R> {
        let outside = self.slots.len().checked_sub(1)?;
        let at = rayon::current_thread_index().map_or(outside, |at| at.min(outside));
        let slot = self.slots.get(at)?;
        Some(then(&mut slot.0.lock().unwrap_or_else(PoisonError::into_inner)))
    }
}

impl<T> fmt::Debug for PerThread<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a value for each of {} threads", self.slots.len())
    }
}
