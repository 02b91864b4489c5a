//! A value for each thread of the pool, so that threads share neither a lock nor a count.

use std::fmt;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHashMap;

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

/// So many things are remembered by a thread.
const MOST: usize = 1 << 17;

impl<K: Eq + Hash, V: Clone> PerThread<FxHashMap<K, V>> {
    /// What this thread knows under a key, or makes now; while it is made, the thread may ask for other things.
    ///
    /// A thread that knows too much forgets all of it first.
    pub(crate) fn remember(&self, key: K, make: impl FnOnce(&K) -> V) -> V {
        let known = self.with(|known| known.get(&key).cloned()).flatten();
        known.unwrap_or_else(|| {
            let made = make(&key);
            self.with(|known| {
                if known.len() >= MOST {
                    known.clear();
                }
                known.insert(key, made.clone())
            });
            made
        })
    }
}

impl<T> fmt::Debug for PerThread<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a value for each of {} threads", self.slots.len())
    }
}
